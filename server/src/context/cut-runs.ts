/** The longest run of letters, or of blanks, that is counted whole, in UTF-16 units: longer than any word. */
const LONGEST_RUN = 200;

const LONG_RUN = new RegExp(`\\S{${LONGEST_RUN + 1},}|\\s{${LONGEST_RUN + 1},}`, 'g');

/**
 * Cuts text so that no part has a run without a blank, or of blanks alone, that is very long. The time of byte pair encoding grows with the square of
 * such a run: one of 100,000 letters took 36 s, cut it takes 0.07 s. A cut adds at most a token.
 */
export function cutRuns(text: string): string[] {
  const parts: string[] = [];
  let end = 0;
  for (const { index, 0: run } of text.matchAll(LONG_RUN)) {
    if (index > end) parts.push(text.slice(end, index));
    for (let at = 0; at < run.length; at += LONGEST_RUN) parts.push(run.slice(at, at + LONGEST_RUN));
    end = index + run.length;
  }
  if (end < text.length) parts.push(text.slice(end));
  return parts;
}
