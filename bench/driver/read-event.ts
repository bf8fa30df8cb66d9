/** One server-sent event with the fields that were given. */
export interface SentEvent {
  event: string;
  id: string | undefined;
  data: string;
}

/** Splits the body of an event stream into its events; comments and an unfinished last event are left out. */
export function readEvents(body: string): SentEvent[] {
  return body
    .split('\n\n')
    .slice(0, -1)
    .map(readEvent)
    .filter((event) => event !== undefined);
}

function readEvent(block: string): SentEvent | undefined {
  const fields = new Map<string, string>();
  for (const line of block.split('\n')) {
    const colon = line.indexOf(':');
    if (colon > 0) fields.set(line.slice(0, colon), line.slice(colon + 1).replace(/^ /, ''));
  }
  const data = fields.get('data');
  return data === undefined ? undefined : { event: fields.get('event') ?? 'message', id: fields.get('id'), data };
}
