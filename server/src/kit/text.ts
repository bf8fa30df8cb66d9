/** What a database and a JSON reader can both hold: no NUL (Postgres refuses it) and no half of an emoji. */
export function cleanText(text: string): string {
  return text.replaceAll('\0', '').toWellFormed();
}
