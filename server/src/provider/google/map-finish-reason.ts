/**
 * Why an answer ended (`finishReason`), in our words; undefined where it went wrong instead. `STOP` also ends an answer that asks for tools, and
 * words that are not known yet are taken for a plain end.
 */
export function mapFinishReason(reason: string): 'stop' | 'length' | 'content_filter' | undefined {
  switch (reason) {
    case 'MAX_TOKENS':
      return 'length';
    case 'SAFETY':
    case 'RECITATION':
    case 'LANGUAGE':
    case 'BLOCKLIST':
    case 'PROHIBITED_CONTENT':
    case 'SPII':
    case 'IMAGE_SAFETY':
      return 'content_filter';
    case 'OTHER':
    case 'MALFORMED_FUNCTION_CALL':
    case 'UNEXPECTED_TOOL_CALL':
    case 'TOO_MANY_TOOL_CALLS':
    case 'MISSING_THOUGHT_SIGNATURE':
    case 'MALFORMED_RESPONSE':
      return undefined;
    default:
      return 'stop';
  }
}
