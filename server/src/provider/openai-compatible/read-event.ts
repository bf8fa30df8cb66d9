import { findErrorMessage } from '../http/map-refusal.ts';
import type { Usage } from '../spec.ts';

/** What one event of a Chat Completions stream says; empty texts where it says none. */
export interface ChatEvent {
  text: string;
  reasoning: string;
  finishReason: string | null;
  usage: Usage | null;
  /** The vendor's words of an error sent in the place of an answer. */
  error: string | null;
}

/**
 * Reads the JSON of one event; what is unknown or of another type than documented is left out.
 * Only the first choice counts, as only one is asked for. `reasoning_content` is LM Studio's, vLLM's, llama.cpp's and DeepSeek's name,
 * `reasoning` Ollama's and OpenRouter's; `refusal` is OpenAI's answer in the model's own voice.
 */
export function readEvent(value: unknown): ChatEvent {
  const event: ChatEvent = { text: '', reasoning: '', finishReason: null, usage: null, error: null };
  if (!isRecord(value)) return event;
  if (value.error) event.error = findErrorMessage(value) ?? 'an error without a text';
  if (isRecord(value.usage)) {
    event.usage = {
      prompt_tokens: toCount(value.usage.prompt_tokens),
      completion_tokens: toCount(value.usage.completion_tokens),
    };
  }
  const choice: unknown = Array.isArray(value.choices) ? value.choices[0] : undefined;
  if (!isRecord(choice)) return event;
  if (typeof choice.finish_reason === 'string' && choice.finish_reason) event.finishReason = choice.finish_reason;
  const delta = choice.delta;
  if (!isRecord(delta)) return event;
  event.text = toText(delta.content) || toText(delta.refusal);
  event.reasoning = toText(delta.reasoning_content) || toText(delta.reasoning);
  return event;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function toText(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function toCount(value: unknown): number | null {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : null;
}
