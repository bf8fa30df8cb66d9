import { EventDecoder } from '../../http/event-decoder.ts';
import { OpenAiProvider } from '../../openai/openai-provider.ts';
import { ResponsesReader } from '../../openai/responses-reader.ts';
import type { HostileVendor } from '../hostile-vendor.ts';

const API_KEY = 'sk-canary-4714';

const event = (json: string) => `data: ${json}\n\n`;
const toEvent = (type: string, fields: object) => `event: ${type}\n${event(JSON.stringify({ type, ...fields }))}`;

export const OPENAI: HostileVendor = {
  name: 'OpenAI',
  apiKey: API_KEY,
  wire: {
    contentType: 'text/event-stream; charset=utf-8',
    framing: 'sse',
    begin:
      toEvent('response.created', { response: { id: 'resp_1', status: 'in_progress', output: [] } }) +
      toEvent('response.content_part.added', { content_index: 0, part: { type: 'output_text', text: '' } }),
    text: (delta) => toEvent('response.output_text.delta', { item_id: 'msg_1', content_index: 0, delta }),
    reasoning: (delta) => toEvent('response.reasoning_summary_text.delta', { item_id: 'rs_1', delta }),
    toolCall: ({ id, name, arguments: json }) =>
      toEvent('response.output_item.done', { item: { type: 'function_call', call_id: id, name, arguments: json } }),
    end: toEvent('response.completed', { response: { status: 'completed', usage: { output_tokens: 2 } } }),
    endWithCounts: (json) =>
      event(`{"type":"response.completed","response":{"usage":{"input_tokens":${json},"output_tokens":${json}}}}`),
    error: (json) => event(`{"type":"response.failed","response":{"status":"failed","error":${json}}}`),
    event,
    nothing: ': keep-alive\n\n',
    lineStart: 'data: {"x":"',
    garbage: 'data: {"type":\n\n',
    withUnknown: (text) =>
      `id: 7\nfoo: bar\n${toEvent('response.later.delta', { delta: 'not said' })}` +
      toEvent('response.output_item.done', { item: { type: 'later_call', call_id: 'x', name: 'y' } }) +
      toEvent('response.output_text.delta', { delta: text, later: [] }),
    wrongTypes: [
      '{"type":7}',
      '{"type":null,"error":null}',
      '{"type":"response.output_text.delta"}',
      '{"type":"response.output_text.delta","delta":7}',
      '{"type":"response.reasoning_text.delta","delta":{}}',
      '{"type":"response.content_part.added","part":7}',
      '{"type":"response.content_part.done","part":{"annotations":7}}',
      '{"type":"response.content_part.done","part":{"annotations":[null,7,"x",[]]}}',
      '{"type":"response.output_text.annotation.added","annotation":7}',
      '{"type":"response.output_text.annotation.added","annotation":{"type":"url_citation","url":7,"title":[]}}',
      '{"type":"response.output_text.annotation.added","annotation":{"type":"url_citation","url":"javascript:x"}}',
      '{"type":"response.output_text.annotation.added","annotation":{"type":"url_citation","url":"http://a","start_index":-1,"end_index":1e308}}',
      '{"type":"response.output_item.done","item":7}',
      '{"type":"response.output_item.done","item":{"type":"function_call","call_id":7,"name":{},"arguments":[]}}',
      '{"type":"response.output_item.done","item":{"type":"reasoning","encrypted_content":"x","id":7,"summary":{}}}',
      '{"type":"response.output_item.done","item":{"type":"reasoning","encrypted_content":"x","summary":[null,7]}}',
    ],
  },
  create: (baseUrl, limits, allowance) =>
    new OpenAiProvider({
      id: 'openai',
      name: 'OpenAI',
      baseUrl,
      apiKey: API_KEY,
      remedy: 'Start it.',
      allowance,
      limits,
      model: 'best',
      fallbackModel: 'second',
    }),
  createDecoder: (vendor, maxLineUnits) => new EventDecoder(vendor, new ResponsesReader(maxLineUnits), maxLineUnits),
};
