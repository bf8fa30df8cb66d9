import { isObject, type JsonObject, toCount, toObject, toText } from '../http/json-object.ts';
import { findErrorMessage } from '../http/map-refusal.ts';
import { toJson } from '../http/to-json.ts';
import type { Citation, Usage } from '../spec.ts';
import { toCitation } from '../to-citation.ts';
import type { CallPiece } from './gathered-calls.ts';
import type { ThoughtName } from './thought.ts';

/** What one event of a Chat Completions stream says; empty texts and lists where it says none. */
export interface ChatEvent {
  text: string;
  reasoning: string;
  reasoningName: ThoughtName;
  calls: readonly CallPiece[];
  citations: readonly Citation[];
  finishReason: string | null;
  usage: Usage | null;
  /** The vendor's words of an error sent in the place of an answer. */
  error: string | null;
}

/** Shared by all events that have none, which are nearly all. */
const NONE: readonly never[] = [];

/**
 * Reads the JSON of one event; what is unknown or of another type than documented is left out.
 * Only the first choice counts, as only one is asked for. `reasoning_content` is LM Studio's, vLLM's, llama.cpp's and DeepSeek's name,
 * `reasoning` Ollama's and OpenRouter's; `refusal` is OpenAI's answer in the model's own voice.
 */
export function readEvent(value: unknown): ChatEvent {
  const event: ChatEvent = {
    text: '',
    reasoning: '',
    reasoningName: 'reasoning_content',
    calls: NONE,
    citations: NONE,
    finishReason: null,
    usage: null,
    error: null,
  };
  if (!isObject(value)) return event;
  if (value.error) event.error = findErrorMessage(value) ?? 'an error without a text';
  if (isObject(value.usage)) {
    event.usage = {
      prompt_tokens: toCount(value.usage.prompt_tokens),
      completion_tokens: toCount(value.usage.completion_tokens),
    };
  }
  const choice: unknown = Array.isArray(value.choices) ? value.choices[0] : undefined;
  const delta = isObject(choice) ? choice.delta : undefined;
  event.citations = readCitations(value, toObject(delta));
  if (!isObject(choice)) return event;
  if (typeof choice.finish_reason === 'string' && choice.finish_reason) event.finishReason = choice.finish_reason;
  if (!isObject(delta)) return event;
  event.text = toText(delta.content) || toText(delta.refusal);
  event.reasoning = toText(delta.reasoning_content) || toText(delta.reasoning);
  if (typeof delta.reasoning === 'string' && !delta.reasoning_content) event.reasoningName = 'reasoning';
  if (Array.isArray(delta.tool_calls)) event.calls = delta.tool_calls.map(readCallPiece);
  return event;
}

function readCallPiece(value: unknown): CallPiece {
  const { index, id, function: called } = toObject(value);
  const { name, arguments: written } = toObject(called);
  return {
    index: typeof index === 'number' ? index : null,
    id: toText(id),
    name: toText(name),
    arguments: isObject(written) ? (toJson(written) ?? '') : toText(written),
  };
}

/**
 * OpenRouter's and OpenAI's `annotations`, Perplexity's `search_results` (with titles) and `citations` (without), which xAI has too. Their places in
 * the text are left out: vendors count them in units of their own.
 */
function readCitations(
  { search_results: results, citations }: JsonObject,
  { annotations }: JsonObject,
): readonly Citation[] {
  if (Array.isArray(annotations)) {
    return annotations.flatMap((annotation) => cite(toObject(toObject(annotation).url_citation)));
  }
  if (Array.isArray(results)) return results.flatMap((result) => cite(toObject(result)));
  return Array.isArray(citations) ? citations.flatMap((url) => cite({ url })) : NONE;
}

function cite({ url, title }: JsonObject): readonly Citation[] {
  const citation = toCitation(url, title, null, null);
  return citation ? [citation] : NONE;
}
