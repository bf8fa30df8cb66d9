import { AnthropicProvider } from '../../anthropic/anthropic-provider.ts';
import { MessageReader } from '../../anthropic/message-reader.ts';
import { EventDecoder } from '../../http/event-decoder.ts';
import type { HostileVendor } from '../hostile-vendor.ts';

const API_KEY = 'sk-ant-canary-4712';

const event = (json: string) => `data: ${json}\n\n`;
const toEvent = (type: string, fields: object) => `event: ${type}\n${event(JSON.stringify({ type, ...fields }))}`;
const toBlock = (content_block: object, delta: object) =>
  toEvent('content_block_start', { index: 0, content_block }) +
  toEvent('content_block_delta', { index: 0, delta }) +
  toEvent('content_block_stop', { index: 0 });

const BEGIN = toEvent('message_start', {
  message: {
    id: 'msg_1',
    type: 'message',
    role: 'assistant',
    model: 'm',
    content: [],
    stop_reason: null,
    stop_sequence: null,
    usage: { input_tokens: 3, output_tokens: 1 },
  },
});
const STOP = toEvent('message_stop', {});

export const ANTHROPIC: HostileVendor = {
  name: 'Anthropic',
  apiKey: API_KEY,
  wire: {
    contentType: 'text/event-stream; charset=utf-8',
    framing: 'sse',
    begin: BEGIN,
    text: (text) => toBlock({ type: 'text', text: '' }, { type: 'text_delta', text }),
    reasoning: (thinking) => toBlock({ type: 'thinking', thinking: '' }, { type: 'thinking_delta', thinking }),
    toolCall: ({ id, name, arguments: partial_json }) =>
      toBlock({ type: 'tool_use', id, name, input: {} }, { type: 'input_json_delta', partial_json }),
    end: toEvent('message_delta', { delta: { stop_reason: 'end_turn' }, usage: { output_tokens: 2 } }) + STOP,
    endWithCounts: (json) =>
      event(
        `{"type":"message_delta","delta":{"stop_reason":"end_turn"},"usage":{"input_tokens":${json},"output_tokens":${json}}}`,
      ) + STOP,
    error: (json) => `event: error\n${event(`{"type":"error","error":${json}}`)}`,
    event,
    nothing: 'event: ping\ndata: {"type": "ping"}\n\n',
    lineStart: 'data: {"x":"',
    garbage: 'data: {"type":\n\n',
    withUnknown: (text) =>
      toEvent('new_kind', { x: 1 }) +
      toBlock({ type: 'new_block', text: 'not said' }, { type: 'text_delta', text: 'not said' }) +
      `id: 7\nretry: 10\nfoo: bar\n${toBlock({ type: 'text', text: '', citations: null, x: [] }, { type: 'text_delta', text, y: {} })}`,
    wrongTypes: [
      '{"type":7}',
      '{"type":"message_start","message":7}',
      '{"type":"message_start","message":{"usage":"x"}}',
      '{"type":"content_block_start","content_block":null}',
      '{"type":"content_block_start","content_block":[]}',
      '{"type":"content_block_start","content_block":{"type":"tool_use","id":7,"name":{}}}',
      '{"type":"content_block_delta","delta":null}',
      '{"type":"content_block_stop","index":"x"}',
      '{"type":"content_block_start","content_block":{"type":"text","text":7}}',
      '{"type":"content_block_delta","delta":{"type":"text_delta","text":{}}}',
      '{"type":"content_block_delta","delta":{"type":"citations_delta","citation":7}}',
      '{"type":"content_block_delta","delta":{"type":"citations_delta","citation":{"url":7,"title":[]}}}',
      '{"type":"content_block_stop"}',
      '{"type":"content_block_stop"}',
      '{"type":"content_block_start","content_block":{"type":"thinking","thinking":7}}',
      '{"type":"content_block_delta","delta":{"type":"signature_delta","signature":7}}',
      '{"type":"message_delta","delta":7,"usage":[]}',
      '{"type":"message_delta","delta":{"stop_reason":7}}',
    ],
  },
  create: (baseUrl, limits, allowance) =>
    new AnthropicProvider({
      id: 'anthropic',
      name: 'Anthropic',
      baseUrl,
      apiKey: API_KEY,
      remedy: 'Start it.',
      allowance,
      limits,
    }),
  createDecoder: (vendor, maxLineUnits) => new EventDecoder(vendor, new MessageReader(maxLineUnits), maxLineUnits),
};
