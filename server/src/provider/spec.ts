import type { AppError } from '../errors.ts';

/** A picture as it is sent along with a message. */
export interface Image {
  /** `image/png`, `image/jpeg`, `image/webp` or `image/gif`. */
  media_type: string;
  bytes: Uint8Array;
}

/** A tool that the model may ask for. */
export interface Tool {
  /** Unique within a request: letters, digits, `_` and `-`, at most 64. */
  name: string;
  description: string;
  /** JSON Schema of its arguments, of the type `object`. */
  parameters: Readonly<Record<string, unknown>>;
}

/** A model's wish to use a tool. */
export interface ToolCall {
  /** The vendor's, or made up where it gives none; unique within an answer. */
  id: string;
  name: string;
  /** A JSON object as text, as the model wrote it: it may be broken. */
  arguments: string;
  /** What the vendor wants back with the call, as the adapter wrote it (a signature of the thinking before it). */
  vendor_state?: string | undefined;
}

/** What somebody said. */
export interface SpokenTurn {
  role: 'system' | 'user' | 'assistant';
  content: string;
  /** Of a user's turn; adapters of vendors that take none leave them out. */
  images?: readonly Image[] | undefined;
  /** Of an assistant's turn, which their results follow. */
  tool_calls?: readonly ToolCall[] | undefined;
}

/** What a tool gave, in answer to the call of that id. */
export interface ToolResult {
  role: 'tool';
  tool_call_id: string;
  name: string;
  content: string;
  is_error: boolean;
}

/** One turn of a conversation as every vendor understands it. */
export type ChatMessage = SpokenTurn | ToolResult;

export interface ChatOptions {
  temperature?: number | undefined;
  top_p?: number | undefined;
  max_tokens?: number | undefined;
}

export interface ChatRequest {
  model: string;
  messages: readonly ChatMessage[];
  options: ChatOptions;
  tools?: readonly Tool[] | undefined;
  /** Whether the vendor may search the web by itself, where it can. */
  web_search?: boolean | undefined;
  /** Where the vendor keeps conversations: the one this goes on in. Absent: it keeps nothing of this request. */
  vendor_conversation?: VendorConversation | undefined;
}

/** A conversation that the vendor keeps on its side. */
export interface VendorConversation {
  /** Null: one is to be made. */
  id: string | null;
  /** How many of the request's messages, from the first that is no system message, it holds already. */
  held_messages: number;
}

/** A source that an answer names. */
export interface Citation {
  url: string;
  title: string;
  /** The part of the text that it stands behind, in UTF-16 units; null where the vendor does not say. */
  start: number | null;
  end: number | null;
}

/** Token counts as the vendor states them; null where it states none. */
export interface Usage {
  prompt_tokens: number | null;
  completion_tokens: number | null;
}

/**
 * One part of an answer. A stream is any number of parts, then exactly one `finish` or `error`: a stream that has begun never throws, its failure
 * is its last part.
 */
export type StreamChunk =
  | { type: 'text'; text: string }
  | { type: 'reasoning'; text: string }
  | { type: 'citation'; citation: Citation }
  /** A whole call; the calls stand before the `finish` whose reason is `tool_calls`. */
  | { type: 'tool_call'; call: ToolCall }
  /** Another than the one asked answers, since that one could not: before the first text. */
  | { type: 'answered_by'; provider: string; model: string }
  /** The conversation that the vendor keeps from now on, with this question and its answer in it; before the `finish`. */
  | { type: 'vendor_conversation'; id: string }
  | { type: 'finish'; finish_reason: 'stop' | 'length' | 'content_filter' | 'tool_calls'; usage: Usage }
  | { type: 'error'; error: AppError };

export interface Model {
  id: string;
  name: string;
  /** Tokens the model takes at most as it is loaded now, or null when the vendor does not say. */
  context_length: number | null;
  /** Whether it sees pictures; absent when the vendor does not say. */
  takes_images?: boolean | undefined;
  /** Whether it can ask for tools; absent when the vendor does not say. */
  takes_tools?: boolean | undefined;
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
  /** Whether it can search the web by itself (`web_search` of a request). */
  readonly can_search_web?: boolean;
  /** Whether it keeps conversations on its side (`vendor_conversation` of a request). */
  readonly keeps_conversations?: boolean;
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
