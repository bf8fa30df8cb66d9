import type { Message, Quota } from './wire.ts';

export interface MetaEvent {
  type: 'meta';
  stream_id: string;
  conversation_id: string;
  user_message_id: string;
  message_id: string;
  provider: string;
  model: string;
}

export interface DeltaEvent {
  type: 'delta';
  /** Length of the whole text after this piece, in UTF-16 units. */
  id: number;
  text: string;
  reasoning: string;
}

export interface FinalEvent {
  type: 'final';
  message: Message;
  finish_reason: string;
  usage: { prompt_tokens: number | null; completion_tokens: number | null } | null;
  elapsed_ms: number | null;
  quota: Quota | null;
}

/** The end of a run that failed, or a request that was refused before a run began (`message_id` null). */
export interface ErrorEvent {
  type: 'error';
  code: string;
  message: string;
  retryable: boolean;
  message_id: string | null;
  retry_after_s: number | null;
  details: readonly unknown[];
}

/** What the server says on a stream, as API.md orders it. */
export type ServerEvent = MetaEvent | DeltaEvent | FinalEvent | ErrorEvent;

/** What the reader itself adds. */
export type ReaderEvent =
  /** `waiting`: the connection broke and the next try starts in `retryInMs`. */
  | { type: 'connection'; state: 'connecting' | 'open' }
  | { type: 'connection'; state: 'waiting'; retryInMs: number }
  /** The text so far does not fit the server's any more and comes again from its beginning. */
  | { type: 'restart' }
  /** The server knows this stream no more: it has ended, and the message itself tells how. */
  | { type: 'gone' };

export type StreamEvent = ServerEvent | ReaderEvent;
