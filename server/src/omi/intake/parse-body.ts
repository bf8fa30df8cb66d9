/**
 * A string literal (left as it is) or one of the words that Python's encoder writes for a number it has no JSON for. A string that never
 * ends is matched too: otherwise the search would start again at each of its quotes and take a time that grows with the square.
 */
const STRING_OR_NO_NUMBER = /"(?:[^"\\]|\\.)*(?:"|\\?$)|-?\b(?:NaN|Infinity)\b/gs;

/**
 * Reads the JSON of a delivery. `NaN` and `Infinity`, which Python's encoder writes and JSON does not know, count as null.
 * @returns undefined when it is no JSON at all
 */
export function parseBody(text: string): unknown {
  const parsed = tryParse(text);
  if (parsed.isJson || !/NaN|Infinity/.test(text)) return parsed.value;
  return tryParse(text.replace(STRING_OR_NO_NUMBER, (token) => (token.startsWith('"') ? token : 'null'))).value;
}

function tryParse(text: string): { isJson: boolean; value: unknown } {
  try {
    return { isJson: true, value: JSON.parse(text) };
  } catch (error) {
    if (error instanceof SyntaxError) return { isJson: false, value: undefined };
    throw error;
  }
}
