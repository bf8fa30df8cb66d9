import type { ChatMessage, ChatRequest, SpokenTurn, ToolCall } from '../spec.ts';
import { toDataUrl } from '../to-data-url.ts';
import { readThought } from './thought.ts';

export interface ChatBodyForm {
  /** OpenAI's newer models refuse `max_tokens`; most other servers know only that. */
  maxTokensField: 'max_tokens' | 'max_completion_tokens';
  /** Whether to ask for token counts at the end of the stream. */
  isUsageWanted: boolean;
}

/** The JSON body of `POST /chat/completions` for one streamed answer. */
export function toChatBody({ model, messages, options, tools = [] }: ChatRequest, form: ChatBodyForm): string {
  return JSON.stringify({
    model,
    messages: messages.map(toTurn),
    stream: true,
    ...(form.isUsageWanted && { stream_options: { include_usage: true } }),
    ...(tools.length > 0 && { tools: tools.map((tool) => ({ type: 'function', function: tool })) }),
    temperature: options.temperature,
    top_p: options.top_p,
    [form.maxTokensField]: options.max_tokens,
  });
}

function toTurn(message: ChatMessage): object {
  if (message.role === 'tool') {
    return { role: 'tool', tool_call_id: message.tool_call_id, content: message.content };
  }
  const { role, tool_calls: calls = [] } = message;
  return {
    role,
    content: toContent(message),
    ...readThought(calls[0]),
    ...(calls.length > 0 && { tool_calls: calls.map(toCall) }),
  };
}

function toContent({ content, images = [] }: SpokenTurn): string | object[] {
  if (images.length === 0) return content;
  const pictures = images.map((image) => ({ type: 'image_url', image_url: { url: toDataUrl(image) } }));
  return content === '' ? pictures : [{ type: 'text', text: content }, ...pictures];
}

function toCall({ id, name, arguments: written }: ToolCall): object {
  return { id, type: 'function', function: { name, arguments: written } };
}
