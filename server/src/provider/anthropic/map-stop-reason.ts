import type { StreamChunk } from '../spec.ts';

type FinishReason = Extract<StreamChunk, { type: 'finish' }>['finish_reason'];

/**
 * Why a message ended (`stop_reason`), in our words. `pause_turn` is a long search that wants to be gone on with: what is there is a
 * part, as after too many tokens.
 */
export function mapStopReason(reason: string): FinishReason {
  switch (reason) {
    case 'max_tokens':
    case 'model_context_window_exceeded':
    case 'pause_turn':
      return 'length';
    case 'refusal':
      return 'content_filter';
    case 'tool_use':
      return 'tool_calls';
    default:
      return 'stop';
  }
}
