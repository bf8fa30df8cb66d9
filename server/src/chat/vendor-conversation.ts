import type { PersonContext } from '../context/preference.ts';
import type { MessageId, UserId } from '../kit/id.ts';
import type { BaseProvider, VendorConversation } from '../provider/spec.ts';
import type { EndedRun } from '../run/finish-run.ts';
import type { ConversationRow } from '../store/conversation-reader.ts';
import type { WriteHandle } from '../store/query.ts';
import { vendorConversationWriter } from '../store/vendor-conversation-writer.ts';

interface NextAnswer {
  owner: UserId;
  person: PersonContext;
  conversation: ConversationRow;
  /** The message before the question. */
  parentId: MessageId | null;
}

/**
 * The conversation on its vendor's side in which an answer goes on, a new one where that one does not end in the message before the question; undefined
 * where nothing is kept there: the person has to want it, and what is temporary stays here.
 * @param held how many messages of the prompt stand before the question
 */
export async function takeVendorConversation(
  tx: WriteHandle,
  provider: BaseProvider,
  { owner, person, conversation, parentId }: NextAnswer,
  held: number,
): Promise<VendorConversation | undefined> {
  const isWanted = provider.keeps_conversations === true && person.preferences.vendor_conversations;
  if (!isWanted || conversation.expires_at !== null) return undefined;
  const kept = await vendorConversationWriter.take(tx, owner, conversation.id, provider.id);
  const goesOn = kept !== undefined && kept.message_id === parentId;
  return goesOn ? { id: kept.vendor_id, held_messages: held } : { id: null, held_messages: 0 };
}

/** Keeps, in the transaction that ends an answer, where its vendor goes on. */
export async function keepVendorConversation(tx: WriteHandle, ended: EndedRun, now: number): Promise<void> {
  const { identity, outcome, vendorConversation, details } = ended;
  if (vendorConversation === null || outcome.status !== 'complete') return;
  await vendorConversationWriter.put(tx, {
    conversation_id: identity.conversationId,
    provider: details.provider,
    user_id: identity.userId,
    vendor_id: vendorConversation,
    message_id: identity.messageId,
    updated_at: now,
  });
}
