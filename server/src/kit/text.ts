/** What a database and a JSON reader can both hold: no NUL (Postgres refuses it) and no half of an emoji. */
export function cleanText(text: string): string {
  return text.replaceAll('\0', '').toWellFormed();
}

/** Whether a text stays as it is in {@link cleanText}: what is a name or an id is refused where it does not. */
export function isPlainText(text: string): boolean {
  return !text.includes('\0') && text.isWellFormed();
}

/** What is said where it is not. */
export const PLAIN_TEXT = 'must not contain NUL or half of an emoji';
