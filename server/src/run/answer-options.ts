import type { ChatOptions } from '../provider/spec.ts';

/** How an answer is to be made, as far as the person chose. */
export interface AnswerOptions extends ChatOptions {
  system_prompt?: string | undefined;
  /** Names of the servers whose tools it may use; without it those that the person has switched on. */
  tools?: readonly string[] | undefined;
  /** Without it as the person has switched it. */
  web_search?: boolean | undefined;
}
