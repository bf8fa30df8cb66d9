import type { ChatEvent } from './read-event.ts';

/**
 * The shape that nearly all events of one stream share: they are alike byte for byte but for one string, the token.
 * An event that begins with `prefix`, goes on with the inside of one JSON string and then with `suffix` therefore says
 * what a full parse would say: that string, as `type`. Nothing is guessed about key order or white space.
 */
export interface EventTemplate {
  type: 'text' | 'reasoning';
  /** From the event's first character to the quote that opens the string. */
  prefix: string;
  /** From the quote that closes the string to the blank line that ends the event. */
  suffix: string;
}

const PROBE = '\u2042probe\u2042';
const MAX_TRIES = 4;

/**
 * Finds the template of an event.
 * @param raw the whole event as received, with its blank line
 * @param data the event's data as the reference parser gave it
 * @param event what a full parse of `data` says
 * @param read the full parse; undefined where it fails
 * @returns undefined when the event says more than one text, or when the place of its text is not certain
 */
export function learnTemplate(
  raw: string,
  data: string,
  event: ChatEvent,
  read: (data: string) => ChatEvent | undefined,
): EventTemplate | undefined {
  const type = event.text ? 'text' : 'reasoning';
  const said = event.text || event.reasoning;
  const start = raw.startsWith('data: ') ? 6 : 5;
  const tail = raw.slice(start + data.length);
  if (!said || data.includes(PROBE) || !raw.startsWith('data:') || !raw.startsWith(data, start)) return undefined;
  if (tail !== '\n\n' && tail !== '\r\n\r\n') return undefined;
  const literal = JSON.stringify(said);
  let at = data.indexOf(literal);
  for (let tries = 0; at !== -1 && tries < MAX_TRIES; tries++) {
    const head = data.slice(0, at);
    const rest = data.slice(at + literal.length);
    if (saysOnlyProbe(read(`${head}"${PROBE}"${rest}`), type)) {
      return { type, prefix: `${raw.slice(0, start)}${head}"`, suffix: `"${rest}${tail}` };
    }
    at = data.indexOf(literal, at + 1);
  }
  return undefined;
}

/** Whether the text came from the probe alone: then that place, and no other, decides what the event says. */
function saysOnlyProbe(event: ChatEvent | undefined, type: EventTemplate['type']): boolean {
  return (
    event !== undefined &&
    event.text === (type === 'text' ? PROBE : '') &&
    event.reasoning === (type === 'reasoning' ? PROBE : '') &&
    event.calls.length === 0 &&
    event.citations.length === 0 &&
    event.finishReason === null &&
    event.usage === null &&
    event.error === null
  );
}
