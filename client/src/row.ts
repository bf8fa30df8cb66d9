import type { Question, Turn } from './turn.ts';
import type { AttachedFile, Message } from './wire.ts';

/** One line of the thread. Rows keep their key from the first dot to the stored answer, so nothing is drawn anew. */
export type Row =
  | {
      kind: 'user';
      key: string;
      text: string;
      files: readonly AttachedFile[];
      message: Message | null;
      turn: Turn | null;
    }
  | { kind: 'assistant'; key: string; message: Message | null; turn: Turn | null };

const storedRows = new WeakMap<Message, Row>();

/**
 * The rows of a conversation, oldest first: what is stored, with what is under way on top of it. The two may overlap in any way, because
 * the stored messages can be read anew at any moment: what is stored is never shown twice, and an ended answer is shown as it is stored.
 * @param newestFirst one branch, as the server lists it
 */
export function toRows(newestFirst: readonly Message[], turns: readonly Turn[]): Row[] {
  const stored = new Set(newestFirst.map((message) => message.id));
  const isStored = (id: string | null) => id !== null && stored.has(id);
  const rows: Row[] = [];
  for (const message of newestFirst.toReversed()) {
    const replacing = turns.find(({ origin }) => 'replaced' in origin && origin.replaced.id === message.id);
    if (replacing && !isStored(replacing.answer.messageId)) return [...rows, ...liveRows(replacing)];
    rows.push(toRow(message, turns));
  }
  for (const turn of turns) {
    const { origin, answer } = turn;
    if (origin.kind !== 'send') continue;
    if (!isStored(answer.userMessageId)) {
      rows.push(liveQuestion(turn, origin));
    }
    if (!isStored(answer.messageId)) rows.push(liveAnswer(turn));
  }
  return rows;
}

/** A stored message always gives the same row object, so that only what moves is drawn. */
function toRow(message: Message, turns: readonly Turn[]): Row {
  const live = message.status === 'streaming' && turns.find((turn) => turn.answer.messageId === message.id);
  if (live) return { kind: 'assistant', key: message.id, message, turn: live };
  const known = storedRows.get(message);
  if (known) return known;
  const row: Row =
    message.role === 'user'
      ? { kind: 'user', key: message.id, text: message.text, files: message.files, message, turn: null }
      : { kind: 'assistant', key: message.id, message, turn: null };
  storedRows.set(message, row);
  return row;
}

/** The rows of a turn that stands in the place of something stored. */
function liveRows(turn: Turn): Row[] {
  const { origin } = turn;
  if (origin.kind !== 'edit') return [liveAnswer(turn)];
  return [liveQuestion(turn, { text: origin.text, files: origin.replaced.files }), liveAnswer(turn)];
}

function liveQuestion(turn: Turn, { text, files = [] }: Question): Row {
  return { kind: 'user', key: turn.answer.userMessageId ?? `${turn.key}?`, text, files, message: null, turn };
}

function liveAnswer(turn: Turn): Row {
  return { kind: 'assistant', key: turn.answer.messageId ?? turn.key, message: null, turn };
}
