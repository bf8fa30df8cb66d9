/**
 * Why a Chat Completions answer ended, in our words. Tools are never offered to the model, so what is left
 * (`stop`, `tool_calls`, a vendor's own word) is a plain end.
 */
export function mapFinishReason(reason: string): 'stop' | 'length' | 'content_filter' {
  if (reason === 'length' || reason === 'max_tokens') return 'length';
  if (reason === 'content_filter') return 'content_filter';
  return 'stop';
}
