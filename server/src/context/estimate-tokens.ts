/** Fewer than any common tokenizer needs for a token of English (4 to 5), Russian (6) or Chinese (3 to 5), so that the estimate errs on the safe side. */
export const SAFE_BYTES_A_TOKEN = 3;

/**
 * About how many tokens a text takes; rather too many than too few. It counts bytes of UTF-8: letters of other scripts have two or three of them, and
 * take as many more tokens. 400 messages of 1,000 characters take 0.3 ms.
 */
export function estimateTokens(text: string, bytesAToken = SAFE_BYTES_A_TOKEN): number {
  return Math.ceil(Buffer.byteLength(text) / bytesAToken);
}

/** What the templates of chat models put around one message. */
export const TOKENS_AROUND_A_MESSAGE = 8;

/** The same for a whole message. */
export function estimateMessageTokens(text: string): number {
  return estimateTokens(text) + TOKENS_AROUND_A_MESSAGE;
}
