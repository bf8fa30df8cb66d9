import type { AppError } from '../../errors.ts';
import type { StreamChunk } from '../spec.ts';

/** What turns one vendor's stream into parts of an answer. It holds no socket and no clock. */
export interface AnswerDecoder {
  /** Takes the next piece of the body, cut anywhere. Called only when {@link next} has nothing left. */
  feed(text: string): void;
  /** The next part, or undefined when more must be fed. After a `finish` or `error` it is not asked again. */
  next(): StreamChunk | undefined;
  /** Whether the vendor said why it ended, so that silence or a broken connection now takes nothing away. */
  isComplete(): boolean;
  /** The last part, the body being over; `failure` is why, where it did not end in order. */
  end(failure?: AppError): StreamChunk;
}
