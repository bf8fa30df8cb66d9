import type { Selectable } from 'kysely';
import type { ConversationId, MessageId, UserId } from '../kit/id.ts';
import { type WriteHandle, writeQuery } from './query.ts';
import type { VendorConversationTable } from './table/prompt-table.ts';

interface TakeArgs {
  owner: UserId;
  conversationId: ConversationId;
  provider: string;
}

const take = writeQuery('vendor_conversation.take', (db, a: TakeArgs) =>
  db
    .deleteFrom('vendor_conversations')
    .where('conversation_id', '=', a.conversationId)
    .where('provider', '=', a.provider)
    .where('user_id', '=', a.owner)
    .returning(['vendor_id', 'message_id']),
);

const put = writeQuery('vendor_conversation.put', (db, a: Selectable<VendorConversationTable>) =>
  db
    .insertInto('vendor_conversations')
    .values({
      conversation_id: a.conversation_id,
      provider: a.provider,
      user_id: a.user_id,
      vendor_id: a.vendor_id,
      message_id: a.message_id,
      updated_at: a.updated_at,
    })
    .onConflict((c) =>
      c.columns(['conversation_id', 'provider']).doUpdateSet({
        vendor_id: a.vendor_id,
        message_id: a.message_id,
        updated_at: a.updated_at,
      }),
    ),
);

export const vendorConversationWriter = {
  /**
   * Takes away what a vendor keeps of a conversation, for the one answer that goes on in it: until that has come to its end nobody knows what the
   * vendor holds.
   */
  async take(
    tx: WriteHandle,
    owner: UserId,
    conversationId: ConversationId,
    provider: string,
  ): Promise<{ vendor_id: string; message_id: MessageId } | undefined> {
    return (await tx.run(take, { owner, conversationId, provider })).rows[0];
  },
  async put(tx: WriteHandle, row: Selectable<VendorConversationTable>): Promise<void> {
    await tx.run(put, row);
  },
};
