import type { ConversationId, UserId } from '../kit/id.ts';
import { type WriteHandle, writeQuery } from './query.ts';

const fill = writeQuery(
  'window.fill',
  (db, a: { owner: UserId; slot: number; conversationId: ConversationId; now: number }) =>
    db
      .insertInto('windows')
      .values({ user_id: a.owner, slot: a.slot, conversation_id: a.conversationId, updated_at: a.now }),
);

export const windowWriter = {
  /** Puts a conversation into an empty slot; the caller holds the owner's preferences, so that nobody else fills it meanwhile. */
  async fill(tx: WriteHandle, owner: UserId, slot: number, conversationId: ConversationId, now: number): Promise<void> {
    await tx.run(fill, { owner, slot, conversationId, now });
  },
};
