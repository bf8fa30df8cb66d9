import type { ChatMessage } from '../provider/spec.ts';
import { TOKENS_AROUND_A_MESSAGE } from './estimate-tokens.ts';

/** Tells how many tokens a text takes for one model: exactly where that is known, else rather too many than too few. */
export interface TokenCounter {
  /** @param id of a stored message whose text it is: those are counted exactly as time allows */
  count(text: string, id?: string): number;
}

/** About what vendors count for a picture of a usual size: 765 (OpenAI, 1024 pixels square) to 1,600 (Anthropic's most). */
const TOKENS_AN_IMAGE = 1_200;

/** What a message takes with everything in it. */
export function countMessage(counter: TokenCounter, message: ChatMessage, id?: string): number {
  const text = counter.count(message.content, id) + TOKENS_AROUND_A_MESSAGE;
  if (message.role === 'tool') return text + counter.count(message.name);
  const images = (message.images?.length ?? 0) * TOKENS_AN_IMAGE;
  const calls = (message.tool_calls ?? []).map((call) => counter.count(call.name) + counter.count(call.arguments));
  return calls.reduce((sum, tokens) => sum + tokens + TOKENS_AROUND_A_MESSAGE, text + images);
}
