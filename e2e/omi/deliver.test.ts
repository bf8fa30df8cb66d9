import { afterEach, beforeEach, expect, test } from 'vitest';
import { deliver, probe } from './deliver.ts';
import { play } from './play.ts';
import { speak } from './speak.ts';
import { type Receiver, startReceiver } from './test/start-receiver.ts';
import { duplicateDeliveries, growDeliveries, reorderDeliveries } from './vary-delivery.ts';

let receiver: Receiver;
let url: string;
beforeEach(async () => {
  receiver = await startReceiver();
  url = receiver.url;
});
afterEach(() => receiver[Symbol.asyncDispose]());

test('sends the three forms of a delivery', async () => {
  const segments = speak('Hey Omi, hello.', { startS: 2 })[0] ?? [];
  await deliver(url, 'u1', segments, { idempotencyKey: 'k1' });
  await deliver(`${url}?a=1`, 'u1', segments, { form: 'array' });
  await deliver(url, 'u1', segments, { form: 'body_uid' });
  expect(receiver.received.map((each) => each.url)).toEqual([
    '/hook?uid=u1',
    '/hook?a=1&uid=u1&session_id=u1',
    '/hook',
  ]);
  expect(receiver.received[0]?.headers['idempotency-key']).toBe('k1');
  expect(receiver.received[0]?.body).toEqual({ session_id: 'u1', segments });
  expect(receiver.received[1]?.body).toEqual([
    expect.objectContaining({ text: 'Hey Omi, hello.', speakerId: 0, start: 2 }),
  ]);
  expect(receiver.received[1]?.body).not.toEqual([expect.objectContaining({ id: expect.anything() })]);
  expect(receiver.received[2]?.body).toEqual({ session_id: 'u1', segments });
});

test('probes with an empty object at the bare address', async () => {
  expect(await probe(url)).toMatchObject({ status: 200, body: {}, push: undefined, isFailure: false });
  expect(receiver.received).toEqual([expect.objectContaining({ method: 'POST', url: '/hook', body: {} })]);
  expect(receiver.received[0]?.headers).not.toHaveProperty('idempotency-key');
});

test.each([
  [200, '{"message":"Eight minutes."}', 'Eight minutes.', false],
  [200, '{"message":"Eight"}', undefined, false],
  [200, '{"message":12345678}', undefined, false],
  [200, '{}', undefined, false],
  [200, 'fine', undefined, true],
  [200, '', undefined, true],
  [500, '{"message":"Eight minutes."}', undefined, true],
  [302, '{}', undefined, true],
])('reads an answer %i %s as Omi would', async (status, body, push, isFailure) => {
  receiver.answer = (response) => response.writeHead(status, { Location: '/elsewhere' }).end(body);
  expect(await deliver(url, 'u1', [])).toMatchObject({ status, push, isFailure });
  expect(receiver.received).toHaveLength(1);
});

test('gives up on a receiver that does not answer in time', async () => {
  receiver.answer = () => undefined;
  expect(await deliver(url, 'u1', [], { timeoutMs: 40 })).toMatchObject({ status: 0, isFailure: true });
});

test('plays deliveries in order, each after the answer to the one before', async () => {
  let open = 0;
  let mostOpen = 0;
  receiver.answer = (response) => {
    open += 1;
    mostOpen = Math.max(mostOpen, open);
    setImmediate(() => {
      open -= 1;
      response.end('{}');
    });
  };
  const deliveries = speak('and hey | Omie, what is | on my list?');
  const results = await play(url, 'u1', deliveries, { paceMs: 0 });
  expect(results.map(({ status }) => status)).toEqual([200, 200, 200]);
  expect(receiver.received.map((each) => each.body)).toEqual(
    deliveries.map((segments) => ({ session_id: 'u1', segments })),
  );
  expect(mostOpen).toBe(1);
});

test('speech has rising times and stable ids', () => {
  const [first, second] = speak('and hey | Omie, what is on my list?', { startS: 10, gapS: 0.5 }).flat();
  expect(first).toMatchObject({ text: 'and hey', start: 10, end: 10.8 });
  expect(second).toMatchObject({ text: 'Omie, what is on my list?', start: 11.3 });
  expect(first?.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(speak('and hey | x', { startS: 10 })[0]?.[0]?.id).toBe(first?.id);
});

test('variations repeat, mix and grow, and lose nothing', () => {
  const deliveries = speak('one two three four | five six | seven');
  let step = 0;
  const random = () => [0.1, 0.9, 0.4][step++ % 3] ?? 0;
  const same = (other: typeof deliveries) => expect(new Set(other)).toEqual(new Set(deliveries));
  same(duplicateDeliveries(deliveries, random));
  expect(duplicateDeliveries(deliveries, () => 0)).toHaveLength(6);
  same(reorderDeliveries(deliveries, random));
  expect(reorderDeliveries(deliveries, () => 0)).not.toEqual(deliveries);
  const grown = growDeliveries(deliveries).flat();
  expect(grown.map(({ text }) => text)).toEqual([
    'one two',
    'one two three four',
    'five',
    'five six',
    'seven',
    'seven',
  ]);
  expect(grown[0]?.id).toBe(grown[1]?.id);
});
