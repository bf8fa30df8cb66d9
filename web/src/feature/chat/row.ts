import type { Message } from '@omniai/client';
import type { Turn } from './turn.ts';

/** What one line of the thread shows. Rows keep their key from the first dot to the stored answer, so nothing is drawn anew. */
export type Row =
  | { kind: 'user'; key: string; text: string; message: Message | null; turn: Turn | null }
  | { kind: 'assistant'; key: string; message: Message | null; turn: Turn | null };

const storedRows = new WeakMap<Message, Row>();

/**
 * The rows of a conversation, oldest first: what is stored, and what is under way on top of it.
 * A stored message always gives the same row object, so that only what moves is drawn.
 * @param newestFirst one branch, as the server lists it
 */
export function toRows(newestFirst: readonly Message[], turns: readonly Turn[]): Row[] {
  const rows: Row[] = [];
  for (const message of newestFirst.toReversed()) {
    const retry = turns.find((turn) => turn.origin.kind === 'retry' && turn.origin.replaced.id === message.id);
    if (retry) {
      rows.push(liveAnswer(retry));
      return rows;
    }
    rows.push(toRow(message, turns));
  }
  for (const turn of turns) {
    if (turn.origin.kind !== 'send') continue;
    rows.push({ kind: 'user', key: `${turn.key}?`, text: turn.origin.text, message: null, turn }, liveAnswer(turn));
  }
  return rows;
}

function toRow(message: Message, turns: readonly Turn[]): Row {
  const resumed = turns.find((turn) => turn.origin.kind === 'resume' && turn.answer.messageId === message.id);
  if (resumed) return { kind: 'assistant', key: message.id, message, turn: resumed };
  const known = storedRows.get(message);
  if (known) return known;
  const row: Row =
    message.role === 'user'
      ? { kind: 'user', key: message.id, text: message.text, message, turn: null }
      : { kind: 'assistant', key: message.id, message, turn: null };
  storedRows.set(message, row);
  return row;
}

function liveAnswer(turn: Turn): Row {
  return { kind: 'assistant', key: turn.answer.messageId ?? turn.key, message: null, turn };
}
