import { OllamaDecoder } from '../../ollama/ollama-decoder.ts';
import { OllamaProvider } from '../../ollama/ollama-provider.ts';
import type { HostileVendor } from '../hostile-vendor.ts';

const event = (json: string) => `${json}\n`;

function toLine(fields: object): string {
  return event(JSON.stringify({ model: 'm', created_at: '2026-05-02T10:00:00Z', ...fields }));
}

const toMessage = (message: object) => toLine({ message: { role: 'assistant', content: '', ...message }, done: false });

export const OLLAMA: HostileVendor = {
  name: 'Ollama',
  apiKey: null,
  wire: {
    contentType: 'application/x-ndjson',
    framing: 'ndjson',
    begin: '',
    text: (text) => toMessage({ content: text }),
    reasoning: (text) => toMessage({ thinking: text }),
    toolCall: ({ name, arguments: json }) =>
      event(
        `{"message":{"role":"assistant","tool_calls":[{"function":{"name":${JSON.stringify(name)},"arguments":${json}}}]}}`,
      ),
    end: toLine({ message: { role: 'assistant', content: '' }, done: true, done_reason: 'stop', eval_count: 2 }),
    endWithCounts: (json) =>
      event(`{"done":true,"done_reason":"stop","prompt_eval_count":${json},"eval_count":${json}}`),
    error: (json) => event(`{"error":${json}}`),
    event,
    nothing: '\n\n\n\n',
    lineStart: '{"x":"',
    garbage: '{"message":\n',
    withUnknown: (text) => `{"new":1}\n${toLine({ message: { content: text, images: [] }, extra: {} })}`,
    wrongTypes: [
      '{"message":null}',
      '{"message":7}',
      '{"message":[]}',
      '{"message":{"content":7}}',
      '{"message":{"content":null,"thinking":{}}}',
      '{"message":{"tool_calls":7}}',
      '{"message":{"tool_calls":[null,7,"x",[]]}}',
      '{"message":{"tool_calls":[{"function":7}]}}',
      '{"message":{"tool_calls":[{"function":{"name":7,"arguments":"x"}}]}}',
      '{"done":"true"}',
      '{"done":1}',
      '{"error":null}',
      '{"error":""}',
    ],
  },
  create: (baseUrl, limits, allowance) =>
    new OllamaProvider({ id: 'ollama', name: 'Ollama', baseUrl, remedy: 'Start it.', allowance, limits }),
  createDecoder: (vendor, maxLineUnits) => new OllamaDecoder(vendor, maxLineUnits),
};
