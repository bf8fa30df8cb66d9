import type { AnswerDetails, StreamError, StreamFinal, StreamMeta } from './wire.ts';

type MetaEvent = { type: 'meta' } & StreamMeta;

interface DeltaEvent {
  type: 'delta';
  /** Length of the whole text after this piece, in UTF-16 units. */
  id: number;
  text: string;
}

/** What the model thinks before and while it answers. It has no position: a reader that comes back gets only what follows. */
interface ReasoningEvent {
  type: 'reasoning';
  text: string;
}

/** What is known of the answer beside its text, as a whole, whenever some of it changes. */
type DetailsEvent = { type: 'details' } & AnswerDetails;

export type FinalEvent = { type: 'final' } & StreamFinal;

/** The end of a run that failed, or a request that was refused before a run began (`message_id` null). */
export type ErrorEvent = { type: 'error' } & Omit<StreamError, 'message_id'> & {
    message_id: string | null;
    /** Seconds after which a retry makes sense. */
    retry_after_s: number | null;
    /** By which the server's log knows a refused request. */
    request_id: string | null;
    details: readonly unknown[];
  };

/** What the server says on a stream, in its order: one `meta`, any number of `delta`, `reasoning` and `details`, then one `final` or `error`. */
export type ServerEvent = MetaEvent | DeltaEvent | ReasoningEvent | DetailsEvent | FinalEvent | ErrorEvent;

/** What the reader itself adds. */
type ReaderEvent =
  | { type: 'connection'; state: 'connecting' | 'open' }
  /** The connection broke; the next try starts in `retryInMs`. */
  | { type: 'connection'; state: 'waiting'; retryInMs: number }
  /** The text so far does not fit the server's any more and comes again from its beginning. */
  | { type: 'restart' }
  /** The server knows this stream no more: it has ended, and the message itself tells how. */
  | { type: 'gone' };

export type StreamEvent = ServerEvent | ReaderEvent;
