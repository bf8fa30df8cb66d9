/** What fits into a notification and is still read on a lock screen. */
export const MAX_PUSH_CHARS = 1_000;

/**
 * Cuts an answer for a push: after a whole sentence, else after a whole word. The whole answer stands in the conversation.
 * @param more what a cut answer ends with
 * @param maxChars the most it may have, with `more`; 1,000 if absent
 */
export function shortenAnswer(answer: string, more: string, maxChars = MAX_PUSH_CHARS): string {
  const text = answer.trim();
  if (text.length <= maxChars) return text;
  const ending = ` ${more}`;
  const room = text.slice(0, maxChars - ending.length);
  const sentence = /^[\s\S]*[.?!…]["'”’)\]]*(?=\s)/u.exec(room)?.[0];
  const words = /^[\s\S]*\S(?=\s)/u.exec(room)?.[0];
  // A sentence that ends in the first half would throw too much away.
  const kept = sentence && sentence.length >= room.length / 2 ? sentence : (words ?? room);
  return kept.trimEnd().toWellFormed() + ending;
}
