const MAX_MESSAGE_UNITS = 300;

/**
 * A vendor's own words, made fit to be shown: one line, no control or direction-changing characters, `secret` taken out,
 * at most 300 UTF-16 units.
 */
export function cleanMessage(text: string, secret: string | null): string {
  const withoutSecret = secret ? text.replaceAll(secret, '[key]') : text;
  const line = withoutSecret
    .slice(0, MAX_MESSAGE_UNITS * 8)
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .trim();
  return line.length <= MAX_MESSAGE_UNITS ? line : `${line.slice(0, MAX_MESSAGE_UNITS - 1).toWellFormed()}…`;
}
