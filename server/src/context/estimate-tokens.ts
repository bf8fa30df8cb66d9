/** What the templates of chat models put around one message. */
const TOKENS_AROUND_A_MESSAGE = 8;
/** Fewer characters a token than any common tokenizer has for English (about 4), so that the estimate errs on the safe side. */
const CHARACTERS_A_TOKEN = 3;

/** About how many tokens a text takes; rather too many than too few. */
export function estimateTokens(text: string): number {
  return Math.ceil(text.length / CHARACTERS_A_TOKEN);
}

/** The same for a whole message. */
export function estimateMessageTokens(text: string): number {
  return estimateTokens(text) + TOKENS_AROUND_A_MESSAGE;
}
