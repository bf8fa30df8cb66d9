import { ContentReader } from '../../google/content-reader.ts';
import { GoogleProvider } from '../../google/google-provider.ts';
import { EventDecoder } from '../../http/event-decoder.ts';
import type { HostileVendor } from '../hostile-vendor.ts';

const API_KEY = 'AIza-canary-4713';

const event = (json: string) => `data: ${json}\r\n\r\n`;
const toEvent = (candidate: object, others: object = {}) =>
  event(JSON.stringify({ candidates: [{ index: 0, ...candidate }], modelVersion: 'm', ...others }));
const toPart = (part: object) => toEvent({ content: { parts: [part], role: 'model' } });

export const GOOGLE: HostileVendor = {
  name: 'Google',
  apiKey: API_KEY,
  wire: {
    contentType: 'text/event-stream',
    framing: 'sse',
    begin: '',
    text: (text) => toPart({ text }),
    reasoning: (text) => toPart({ text, thought: true }),
    toolCall: ({ id, name, arguments: json }) =>
      event(
        `{"candidates":[{"content":{"parts":[{"functionCall":{"id":${JSON.stringify(id)},"name":${JSON.stringify(name)},"args":${json}}}]}}]}`,
      ),
    end: toEvent(
      { content: { parts: [{ text: '' }], role: 'model' }, finishReason: 'STOP' },
      { usageMetadata: { promptTokenCount: 3, candidatesTokenCount: 2, totalTokenCount: 5 } },
    ),
    endWithCounts: (json) =>
      event(
        `{"candidates":[{"finishReason":"STOP"}],"usageMetadata":{"promptTokenCount":${json},"candidatesTokenCount":${json}}}`,
      ),
    error: (json) => event(`{"error":${json}}`),
    event,
    nothing: ': keep-alive\r\n\r\n',
    lineStart: 'data: {"x":"',
    garbage: 'data: {"candidates":[\r\n\r\n',
    withUnknown: (text) =>
      `event: message\r\nid: 7\r\nfoo: bar\r\n${toEvent({ content: { parts: [{ text, x: 1 }, { executableCode: {} }] }, tokenCount: 1 }, { responseId: 'x', new: [] })}`,
    wrongTypes: [
      '{"candidates":null}',
      '{"candidates":7}',
      '{"candidates":[null]}',
      '{"candidates":[{"content":7}]}',
      '{"candidates":[{"content":{"parts":7}}]}',
      '{"candidates":[{"content":{"parts":{"text":"x"}}}]}',
      '{"candidates":[{"content":{"parts":[null,7,"x",[]]}}]}',
      '{"candidates":[{"content":{"parts":[{"text":7}]}}]}',
      '{"candidates":[{"content":{"parts":[{"functionCall":7}]}}]}',
      '{"candidates":[{"content":{"parts":[{"functionCall":{"name":7,"args":"x"},"thoughtSignature":{}}]}}]}',
      '{"candidates":[{"finishReason":7}]}',
      '{"candidates":[{"finishReason":null}]}',
      '{"candidates":[{"groundingMetadata":7}]}',
      '{"candidates":[{"groundingMetadata":{"groundingChunks":{},"groundingSupports":[7]}}]}',
      '{"usageMetadata":7}',
      '{"promptFeedback":7}',
      '{"promptFeedback":{"blockReason":null}}',
      '{"error":null}',
    ],
  },
  create: (baseUrl, limits, allowance) =>
    new GoogleProvider({
      id: 'google',
      name: 'Google',
      baseUrl,
      apiKey: API_KEY,
      remedy: 'Start it.',
      allowance,
      limits,
    }),
  createDecoder: (vendor, maxLineUnits) =>
    new EventDecoder(vendor, new ContentReader({ canSearchWeb: true }), maxLineUnits),
};
