import type { ChatOptions } from '../provider/spec.ts';

/** How an answer is to be made, as far as the person chose. */
export interface AnswerOptions extends ChatOptions {
  system_prompt?: string | undefined;
}
