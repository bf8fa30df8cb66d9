const BYTE_ORDER_MARKS = [
  { encoding: 'utf-8', bytes: [0xef, 0xbb, 0xbf] },
  { encoding: 'utf-16le', bytes: [0xff, 0xfe] },
  { encoding: 'utf-16be', bytes: [0xfe, 0xff] },
] as const;

/** What no text has: control characters but tab, line feed, form feed, carriage return and the escape of coloured logs. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROL = /[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f]/;

/**
 * The text of a content: in the encoding that its byte order mark names, else in UTF-8, else in Windows-1252, which holds ISO 8859-1.
 * @returns undefined when it is no text
 */
export function decodeText(content: Uint8Array): string | undefined {
  const mark = BYTE_ORDER_MARKS.find(({ bytes }) => bytes.every((byte, index) => content[index] === byte));
  if (mark) return new TextDecoder(mark.encoding).decode(content);
  const text = decodeUtf8(content) ?? new TextDecoder('windows-1252').decode(content);
  return CONTROL.test(text) ? undefined : text;
}

function decodeUtf8(content: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(content);
  } catch {
    return undefined;
  }
}
