import type { ConversationId, MessageId, UserId } from '../../kit/id.ts';

/** What the full-text index knows: messages, and titles of conversations. */
export interface SearchEntryTable {
  /** When it was written, in milliseconds since 1970, or the next free number: newest first is the index's own order. */
  short_key: number;
  message_id: MessageId | null;
  /** Of a title; null for a message. */
  conversation_id: ConversationId | null;
}

/** Eras from which somebody has something in the index. */
export interface SearchEraTable {
  user_id: UserId;
  era: string;
}

/** Conversations whose title the index has to learn. */
export interface StaleTitleTable {
  conversation_id: ConversationId;
}

/** One row: how far the messages are indexed, and which instance does it. */
export interface SearchProgressTable {
  id: number;
  /** No message up to this id is missing in the index. */
  indexed_to: string;
  owner: string | null;
  lease_expires_at: number;
}
