import type { UserId } from '../kit/id.ts';
import type { PersonContext } from './preference.ts';

/** A message that is about to be answered. */
export interface PromptQuestion {
  owner: UserId;
  person: PersonContext;
  /** Of its conversation. */
  space: string;
  text: string;
  /** What a wearable heard before it; empty where nothing was. */
  heardBefore: string;
  /** Tokens the model takes, or null when it is not known. */
  contextLength: number | null;
}
