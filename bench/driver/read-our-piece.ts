import { readEvents, type SentEvent } from './read-event.ts';
import type { Reply } from './read-reply.ts';

/**
 * The pieces of text in an answer of our server, which may still be under way.
 * @throws Error when the events are out of order, or a delta's id is not the length of the text so far in UTF-16 units
 */
export function readOurPieces(reply: Reply): string[] {
  const events = readEvents(reply.body);
  if (events[0]?.event !== 'meta') throw new Error(`the first event is ${events[0]?.event}, not meta`);
  const last = events.at(-1);
  if (last?.event === 'error') throw new Error(`the answer ended in an error: ${last.data}`);
  const deltas = events.slice(1, last?.event === 'final' ? -1 : undefined);
  let length = 0;
  return deltas.map((event) => {
    const text = readDelta(event);
    length += text.length;
    if (event.id !== String(length)) throw new Error(`a delta has id ${event.id} where the text is ${length} long`);
    return text;
  });
}

function readDelta(event: SentEvent): string {
  if (event.event !== 'delta') throw new Error(`there is a ${event.event} event between the deltas`);
  return String(JSON.parse(event.data).text);
}
