/** What fits into a notification and is still read on a lock screen. */
const MAX_PUSH_CHARS = 1_000;
const MORE = ' …';

/**
 * Cuts an answer to at most 1,000 characters for a push: after a whole sentence, else after a whole word. The whole answer stands in the
 * conversation.
 */
export function shortenAnswer(answer: string): string {
  const text = answer.trim();
  if (text.length <= MAX_PUSH_CHARS) return text;
  const room = text.slice(0, MAX_PUSH_CHARS - MORE.length);
  const sentence = /^[\s\S]*[.?!…]["'”’)\]]*(?=\s)/u.exec(room)?.[0];
  const words = /^[\s\S]*\S(?=\s)/u.exec(room)?.[0];
  // A sentence that ends in the first half would throw too much away.
  const kept = sentence && sentence.length >= room.length / 2 ? sentence : (words ?? room);
  return kept.trimEnd().toWellFormed() + MORE;
}
