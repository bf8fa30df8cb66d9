import type { AppError } from '../errors.ts';

/** One turn of a conversation as every vendor understands it. */
export interface ChatMessage {
  role: 'system' | 'user' | 'assistant';
  content: string;
}

export interface ChatOptions {
  temperature?: number | undefined;
  top_p?: number | undefined;
  max_tokens?: number | undefined;
}

export interface ChatRequest {
  model: string;
  messages: readonly ChatMessage[];
  options: ChatOptions;
}

/** Token counts as the vendor states them; null where it states none. */
export interface Usage {
  prompt_tokens: number | null;
  completion_tokens: number | null;
}

/**
 * One part of an answer. A stream is any number of `text` and `reasoning` parts, then exactly one `finish` or `error`:
 * a stream that has begun never throws, its failure is its last part.
 */
export type StreamChunk =
  | { type: 'text'; text: string }
  | { type: 'reasoning'; text: string }
  | { type: 'finish'; finish_reason: 'stop' | 'length' | 'content_filter'; usage: Usage }
  | { type: 'error'; error: AppError };

export interface Model {
  id: string;
  name: string;
  /** Tokens the model takes at most as it is loaded now, or null when the vendor does not say. */
  context_length: number | null;
}

export interface ProviderHealth {
  status: 'up' | 'down';
  /** What is wrong and what to do about it, for the person who runs the server; null when up. */
  message: string | null;
}

/** What every vendor's adapter is. It knows no users, no database and no HTTP server of ours. */
export interface BaseProvider {
  /** Stable and unique within the registry, for example `ollama`. */
  readonly id: string;
  readonly name: string;
  /** False for the guide, which answers from the documentation: there is no model behind it. */
  readonly is_model: boolean;
  /**
   * Asks for one answer. The request leaves at the first `next()`. Reading slowly slows the vendor down (no unbounded queue in between).
   * When `signal` aborts, the vendor's socket is closed at once and the stream ends without a further part.
   */
  chat_stream(request: ChatRequest, signal: AbortSignal): AsyncIterable<StreamChunk>;
  /** @throws AppError E3001 to E3005 */
  list_models(signal: AbortSignal): Promise<Model[]>;
  /** Never throws. */
  health(signal: AbortSignal): Promise<ProviderHealth>;
}
