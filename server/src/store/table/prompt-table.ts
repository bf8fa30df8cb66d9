import type { ConversationId, MessageId, SummaryId, UserId } from '../../kit/id.ts';

/** What the messages of a branch up to one of them say, in short. */
export interface SummaryTable {
  id: SummaryId;
  user_id: UserId;
  conversation_id: ConversationId;
  /** The last message it covers; unique. */
  message_id: MessageId;
  text: string;
  /** How many messages it covers. */
  messages: number;
  /** Who wrote the text as it is now. */
  origin: 'model' | 'person';
  /** Who was asked for it. */
  provider: string;
  model: string;
  created_at: number;
  updated_at: number;
}

/** A conversation as a vendor keeps it on its side. */
export interface VendorConversationTable {
  conversation_id: ConversationId;
  provider: string;
  user_id: UserId;
  vendor_id: string;
  /** The last answer in it. */
  message_id: MessageId;
  updated_at: number;
}
