import type { StreamChunk } from '../spec.ts';

/**
 * Why a Chat Completions answer ended, in our words. Vendors that call tools say `tool_calls`, `function_call` or plain `stop`, so
 * it is the calls that count.
 */
export function mapFinishReason(
  reason: string,
  hasCalls: boolean,
): Extract<StreamChunk, { type: 'finish' }>['finish_reason'] {
  if (reason === 'length' || reason === 'max_tokens') return 'length';
  if (reason === 'content_filter') return 'content_filter';
  return hasCalls ? 'tool_calls' : 'stop';
}
