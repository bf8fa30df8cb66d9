import type { ErrorCode } from '../../errors.ts';
import type { ProviderLimits } from '../limits.ts';
import type { CollectedAnswer } from './collect-answer.ts';
import type { Scene } from './scene.ts';

/** One way in which a vendor may fail its caller, and what must come of it. */
export interface Behaviour {
  name: string;
  /** Absent: on every wire. */
  framing?: 'sse';
  limits?: Partial<ProviderLimits>;
  /** What the vendor does with each request. */
  act(scene: Scene): void | Promise<void>;
  /** How the answer may end. */
  ends: readonly ('finish' | ErrorCode)[];
  /** What is there of the scene's text in the end; a `beginning` where the connection may take what was on its way. */
  keeps: 'nothing' | 'beginning' | 'all' | 'anything';
  /** What stands in the message. */
  says?: RegExp;
  check?(answer: CollectedAnswer): void;
}
