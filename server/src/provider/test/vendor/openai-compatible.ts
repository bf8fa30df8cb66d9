import { ChatDecoder } from '../../openai-compatible/chat-decoder.ts';
import { OpenAiCompatibleProvider } from '../../openai-compatible/openai-compatible-provider.ts';
import type { HostileVendor } from '../hostile-vendor.ts';

const API_KEY = 'sk-canary-4711';
const DONE = 'data: [DONE]\n\n';

const event = (json: string) => `data: ${json}\n\n`;

function toEvent(delta: object, finishReason: string | null = null): string {
  const choices = [{ index: 0, delta, finish_reason: finishReason }];
  return event(JSON.stringify({ id: 'c', object: 'chat.completion.chunk', created: 1, model: 'm', choices }));
}

export const OPENAI_COMPATIBLE: HostileVendor = {
  name: 'OpenAI-compatible',
  apiKey: API_KEY,
  wire: {
    contentType: 'text/event-stream; charset=utf-8',
    framing: 'sse',
    begin: toEvent({ role: 'assistant', content: '' }),
    text: (text) => toEvent({ content: text }),
    reasoning: (text) => toEvent({ reasoning_content: text }),
    toolCall: ({ id, name, arguments: json }) =>
      toEvent({ tool_calls: [{ index: 0, id, type: 'function', function: { name, arguments: json } }] }),
    end: toEvent({}, 'stop') + DONE,
    endWithCounts: (json) =>
      `${toEvent({}, 'stop')}${event(`{"choices":[],"usage":{"prompt_tokens":${json},"completion_tokens":${json}}}`)}${DONE}`,
    error: (json) => event(`{"error":${json}}`),
    event,
    nothing: ': keep-alive\n\n',
    lineStart: 'data: {"x":"',
    garbage: 'data: {"choices":[\n\n',
    withUnknown: (text) =>
      `event: message\nid: 7\nretry: 10\nnonsense\nfoo: bar\ndata: {"choices":[{"delta":{"content":${JSON.stringify(text)},"audio":{"x":1}},"new":[]}],"obfuscation":"q"}\n\n`,
    wrongTypes: [
      '{"choices":null}',
      '{"choices":7}',
      '{"choices":{}}',
      '{"choices":[null]}',
      '{"choices":[7]}',
      '{"choices":[{}]}',
      '{"choices":[{"delta":null}]}',
      '{"choices":[{"delta":"x"}]}',
      '{"choices":[{"delta":{"content":7}}]}',
      '{"choices":[{"delta":{"content":{"text":"x"}}}]}',
      '{"choices":[{"delta":{"content":[]},"finish_reason":7}]}',
      '{"choices":[{"delta":{"reasoning_content":false}}]}',
      '{"choices":[{"delta":{"tool_calls":7}}]}',
      '{"choices":[{"delta":{"tool_calls":[null,7,"x",[]]}}]}',
      '{"choices":[{"delta":{"tool_calls":[{"index":"a","function":7}]}}]}',
      '{"choices":[{"delta":{"tool_calls":[{"index":-1,"id":7,"function":{"name":[],"arguments":{}}}]}}]}',
      '{"usage":7,"choices":[]}',
      '{"error":null}',
      '{"error":false}',
    ],
  },
  create: (baseUrl, limits, allowance) =>
    new OpenAiCompatibleProvider({
      id: 'test',
      name: 'Test server',
      baseUrl,
      apiKey: API_KEY,
      remedy: 'Start it.',
      allowance,
      limits,
    }),
  createDecoder: (vendor, maxLineUnits) => new ChatDecoder(vendor, maxLineUnits),
};
