import type { GeneratedAlways } from 'kysely';
import type { ConversationId, MessageId, RunId, UserId } from '../../kit/id.ts';

export type MessageRole = 'user' | 'assistant';

export type MessageStatus = 'streaming' | 'complete' | 'cancelled' | 'failed' | 'interrupted';

export type MessageSource = 'web' | 'api' | 'omi_transcript' | 'omi_import' | 'import';

export type RunStatus = MessageStatus;

export type FinishReason = 'stop' | 'length' | 'cancelled' | 'content_filter';

/** Who gave a conversation its title; what a person chose is never changed by anybody else. */
export type TitleOrigin = 'first_words' | 'model' | 'person';

export interface ConversationTable {
  id: ConversationId;
  user_id: UserId;
  title: string;
  space: string;
  provider: string | null;
  model: string | null;
  system_prompt: string | null;
  pinned_at: number | null;
  archived_at: number | null;
  /** When a temporary conversation goes with everything in it; null for one that is kept. */
  expires_at: number | null;
  title_origin: TitleOrigin;
  created_at: number;
  updated_at: number;
}

export interface MessageTable {
  id: MessageId;
  conversation_id: ConversationId;
  user_id: UserId;
  parent_id: MessageId | null;
  role: MessageRole;
  text: string;
  status: MessageStatus;
  source: MessageSource;
  provider_meta: string | null;
  error: string | null;
  /** Unique per user; with `body_hash` it makes a send idempotent. */
  client_message_id: string | null;
  body_hash: string | null;
  /** Since when it is sent along even where older messages are not; null: it is not. */
  pinned_at: number | null;
  /** What readers of the message are told of its files, as JSON; null where it has none. Which they are, `message_files` says. */
  files: string | null;
  created_at: number;
  updated_at: number;
}

/** Text of a streaming answer, piece by piece, each `start` UTF-16 units from the beginning. Joined into `messages.text` at the end. */
export interface MessagePieceTable {
  run_key: number;
  start: number;
  text: string;
}

export interface RunTable {
  id: RunId;
  /** Counted by the database; stands for the id in `message_pieces`, whose index would be five times as large with ids. */
  short_key: GeneratedAlways<number>;
  message_id: MessageId;
  conversation_id: ConversationId;
  user_id: UserId;
  status: RunStatus;
  /** Fences writers: only who claimed this epoch may change the row. */
  epoch: number;
  /** The instance that generates, and until when it may be believed alive. */
  owner: string;
  lease_expires_at: number;
  provider: string;
  model: string;
  cancel_requested_at: number | null;
  finish_reason: FinishReason | null;
  error_code: string | null;
  /** An estimate until the end; then what was booked. */
  prompt_tokens: number | null;
  completion_tokens: number | null;
  usage_day: string;
  /** Tokens held back from the owner's day until the end; null where they are not counted against a limit. */
  reserved_tokens: number | null;
  started_at: number;
  first_token_at: number | null;
  finished_at: number | null;
}
