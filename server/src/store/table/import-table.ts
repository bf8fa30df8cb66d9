import type { ConversationId, ConversationImportId, UserId } from '../../kit/id.ts';

/** Whose format it is. */
export type ImportSource = 'omniai' | 'chatgpt' | 'open_webui';

export type ConversationImportStatus = 'running' | 'done' | 'failed' | 'cancelled';

/** A file of conversations that is being taken over. */
export interface ConversationImportTable {
  id: ConversationImportId;
  user_id: UserId;
  status: ConversationImportStatus;
  /** Null until the first conversation was read. */
  source: ImportSource | null;
  /** Of the file, and how many of them were read. */
  bytes: number;
  bytes_read: number;
  imported: number;
  updated: number;
  skipped: number;
  failed: number;
  messages: number;
  /** Conversations that could not be taken over, the first ones, as JSON. */
  failures: string;
  error: string | null;
  created_at: number;
  updated_at: number;
}

/** What was taken over, so that it is taken over once; the row outlives its conversation. */
export interface ImportedConversationTable {
  user_id: UserId;
  source: ImportSource;
  source_id: string;
  conversation_id: ConversationId;
  created_at: number;
}
