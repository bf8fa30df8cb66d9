import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { expect, it } from 'vitest';
import { startTestServer } from '../../test/server.ts';

interface ToldSpan {
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  name: string;
  attributes: { key: string; value: Record<string, unknown> }[];
}

/** What a collector is sent, span by span. */
async function startCollector() {
  const spans: ToldSpan[] = [];
  let raw = '';
  const server = createServer(async (request, response) => {
    const body = await json(request);
    raw += JSON.stringify(body);
    const { resourceSpans } = body as { resourceSpans: { scopeSpans: { spans: ToldSpan[] }[] }[] };
    spans.push(...resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap((scope) => scope.spans)));
    response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { url, spans, raw: () => raw, close: () => server.close() };
}

it('tells a collector which transaction and which answer belong to which request, and none of the words', async () => {
  const collector = await startCollector();
  const server = await startTestServer('sqlite', { env: { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url } });
  const traceId = 'a'.repeat(32);
  try {
    const ada = await server.person();
    const traceparent = { traceparent: `00-${traceId}-${'b'.repeat(16)}-01` };
    const asked = ada.fetch('POST', '/chat/stream', { text: 'canary question' }, traceparent);
    const call = await server.provider.call('canary question');
    await call.emit('canary answer');
    await call.finish('stop', { prompt_tokens: 7, completion_tokens: 2 });
    await (await asked).text();
  } finally {
    await server[Symbol.asyncDispose]();
    collector.close();
  }
  const mine = collector.spans.filter((span) => span.traceId === traceId);
  const request = mine.find(({ name }) => name === 'POST /chat/stream');
  expect(request).toMatchObject({ parentSpanId: 'b'.repeat(16) });
  const below = mine.filter(({ parentSpanId }) => parentSpanId === request?.spanId);
  const answer = mine.find(({ name }) => name.startsWith('chat '));
  expect(answer?.attributes).toContainEqual({ key: 'gen_ai.usage.input_tokens', value: { intValue: 7 } });
  expect(below.some(({ name }) => name === 'transaction')).toBe(true);
  expect(collector.raw()).not.toContain('canary');
});

it('answers and stops as ever while no collector is there', async () => {
  const server = await startTestServer('sqlite', { env: { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9' } });
  const ada = await server.person();
  const stream = await ada.send('anybody?');
  await (await server.provider.call('anybody?')).finish();
  await stream.until('final');
  await server[Symbol.asyncDispose]();
});
