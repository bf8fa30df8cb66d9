import type { MessageId, UtteranceId } from '../kit/id.ts';
import { type WriteHandle, writeQuery } from './query.ts';
import type { UtteranceRow } from './utterance-reader.ts';

const insert = writeQuery('utterance.insert', (db, a: UtteranceRow) =>
  db
    .insertInto('utterances')
    .values({
      id: a.id,
      user_id: a.user_id,
      link_id: a.link_id,
      voice_session_id: a.voice_session_id,
      utterance_key: a.utterance_key,
      trigger: a.trigger,
      intent: a.intent,
      text: a.text,
      start_s: a.start_s,
      end_s: a.end_s,
      reply: a.reply,
      message_id: a.message_id,
      heard_at: a.heard_at,
    })
    .onConflict((c) => c.columns(['link_id', 'utterance_key']).doNothing()),
);

const setReply = writeQuery('utterance.set_reply', (db, a: { id: UtteranceId; reply: string }) =>
  db.updateTable('utterances').set({ reply: a.reply }).where('id', '=', a.id),
);

/** A message that was deleted meanwhile is not referred to. */
const setMessage = writeQuery('utterance.set_message', (db, a: { id: UtteranceId; messageId: MessageId }) =>
  db
    .updateTable('utterances')
    .set((eb) => ({
      message_id: eb.selectFrom('messages').select('messages.id').where('messages.id', '=', a.messageId),
    }))
    .where('id', '=', a.id),
);

export const utteranceWriter = {
  /** Stores what was said to the assistant, once; false when it was stored before. */
  async insert(tx: WriteHandle, row: UtteranceRow): Promise<boolean> {
    return (await tx.run(insert, row)).changes === 1;
  },
  /** Notes what a command was answered with. */
  async setReply(tx: WriteHandle, id: UtteranceId, reply: string): Promise<void> {
    await tx.run(setReply, { id, reply });
  },
  /** Notes the message that a question became. */
  async setMessage(tx: WriteHandle, id: UtteranceId, messageId: MessageId): Promise<void> {
    await tx.run(setMessage, { id, messageId });
  },
};
