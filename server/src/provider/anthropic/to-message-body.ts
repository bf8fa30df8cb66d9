import type { ChatRequest } from '../spec.ts';
import { toMessageTurns } from './to-message-turns.ts';

export interface MessageBodyForm {
  /** For a request that names none. */
  maxTokens: number;
  /** Whether the model is to think where it finds that worth while. */
  isThinking: boolean;
}

/** Searches in one answer; each costs money, and the vendor pauses an answer after ten. */
const MAX_SEARCHES = 5;

/**
 * The JSON body of `POST /v1/messages` for one streamed answer. Newer models refuse `temperature` together with `top_p`, and
 * both together with thinking: what the person chose comes first.
 */
export function toMessageBody(request: ChatRequest, { maxTokens, isThinking }: MessageBodyForm): string {
  const { model, messages, options, tools = [], web_search } = request;
  const system = messages.flatMap(({ role, content }) => (role === 'system' && content.trim() !== '' ? [content] : []));
  const isSampled = options.temperature !== undefined || options.top_p !== undefined;
  const allTools = [
    ...tools.map(({ name, description, parameters }) => ({ name, description, input_schema: parameters })),
    ...(web_search ? [{ type: 'web_search_20250305', name: 'web_search', max_uses: MAX_SEARCHES }] : []),
  ];
  // Turns that hold calls are refused where no tools are named; after the last round none may be used any more.
  const used = tools.length === 0 ? usedTools(messages) : [];
  return JSON.stringify({
    model,
    max_tokens: options.max_tokens ?? maxTokens,
    stream: true,
    ...(system.length > 0 && { system: system.join('\n\n') }),
    messages: toMessageTurns(messages),
    ...(allTools.length + used.length > 0 && { tools: [...allTools, ...used] }),
    ...(used.length > 0 && allTools.length === 0 && { tool_choice: { type: 'none' } }),
    temperature: options.temperature,
    ...(options.temperature === undefined && { top_p: options.top_p }),
    // Without `display` the newest models think, and do not show it.
    ...(isThinking && !isSampled && { thinking: { type: 'adaptive', display: 'summarized' } }),
  });
}

/** The tools that earlier turns called, by name alone. */
function usedTools(messages: ChatRequest['messages']) {
  const calls = messages.flatMap((message) => ('tool_calls' in message ? (message.tool_calls ?? []) : []));
  const names = new Set(calls.map(({ name }) => name));
  return [...names].map((name) => ({ name, description: '', input_schema: { type: 'object' } }));
}
