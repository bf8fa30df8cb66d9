import { isObject } from '../http/json-object.ts';
import { toJson } from '../http/to-json.ts';
import type { ChatMessage, ChatRequest } from '../spec.ts';
import { toBase64 } from '../to-data-url.ts';

/** The JSON body of Ollama's `POST /api/chat` for one streamed answer. */
export function toOllamaBody({ model, messages, options, tools = [] }: ChatRequest): string {
  return JSON.stringify({
    model,
    messages: messages.map(toTurn),
    stream: true,
    ...(tools.length > 0 && { tools: tools.map((tool) => ({ type: 'function', function: tool })) }),
    options: { temperature: options.temperature, top_p: options.top_p, num_predict: options.max_tokens },
  });
}

/** A result is matched by the name of its tool, in the order of the calls; newer versions match by the id. */
function toTurn(message: ChatMessage): object {
  if (message.role === 'tool') {
    const { role, content, name, tool_call_id } = message;
    return { role, content, tool_name: name, tool_call_id };
  }
  const { role, content, images = [], tool_calls: calls = [] } = message;
  return {
    role,
    content,
    ...(images.length > 0 && { images: images.map(({ bytes }) => toBase64(bytes)) }),
    ...(calls.length > 0 && {
      tool_calls: calls.map(({ id, name, arguments: written }) => ({
        id,
        function: { name, arguments: parseArguments(written) },
      })),
    }),
  };
}

/** Ollama takes the object itself; what a model wrote and nobody can read, or write again, is an empty one. */
function parseArguments(written: string): object {
  try {
    const value: unknown = JSON.parse(written);
    return isObject(value) && toJson(value)?.startsWith('{') ? value : {};
  } catch {
    return {};
  }
}
