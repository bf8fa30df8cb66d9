/**
 * Where the code point number `codePoints` begins in `text`, in UTF-16 units; null where the text has no such place. One step a character, so it
 * is for the few places that somebody asks for.
 */
export function toUtf16Offset(text: string, codePoints: unknown): number | null {
  if (typeof codePoints !== 'number' || !Number.isSafeInteger(codePoints) || codePoints < 0) return null;
  let offset = 0;
  for (let seen = 0; seen < codePoints; seen++) {
    const codePoint = text.codePointAt(offset);
    if (codePoint === undefined) return null;
    offset += codePoint > 0xffff ? 2 : 1;
  }
  return offset;
}
