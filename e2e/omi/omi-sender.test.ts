import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { callChatTool, fetchChatTools } from './chat-tool.ts';
import { checkSetup } from './check-setup.ts';
import { createDaySummary } from './day-summary.ts';
import { createOmiConversation } from './omi-conversation.ts';
import { createOmiSender, type DeliveryOutcome } from './omi-sender.ts';
import { speak } from './speak.ts';
import { type Receiver, startReceiver, withStatus } from './test/start-receiver.ts';
import { createVirtualTime, type VirtualTime } from './test/virtual-time.ts';

let receiver: Receiver;
let time: VirtualTime;
let outcomes: DeliveryOutcome[];
beforeEach(async () => {
  receiver = await startReceiver();
  time = createVirtualTime();
  outcomes = [];
});
afterEach(() => receiver[Symbol.asyncDispose]());

const [words = []] = speak('Hey Omi, hello.');
const sender = (which: 'app' | 'developer' | 'both') =>
  createOmiSender({
    uid: 'u1',
    time,
    onOutcome: (outcome) => outcomes.push(outcome),
    ...(which !== 'developer' && { appUrl: `${receiver.url}/app?key=1` }),
    ...(which !== 'app' && { developerUrl: `${receiver.url}/mine?uid=other` }),
  });
const urls = () => receiver.received.map(({ url }) => url);

describe('a developer webhook', () => {
  test('is tried four times with one key, after 1, 5 and 30 s', async () => {
    receiver.answer = withStatus(503);
    const omi = sender('developer');
    omi.add(words);
    await omi.empty();
    expect(time.waits).toEqual([1_000, 5_000, 30_000]);
    expect(urls()).toEqual(Array(4).fill('/hook/mine?uid=u1'));
    const keys = receiver.received.map(({ headers }) => headers['idempotency-key']);
    expect(new Set(keys).size).toBe(1);
    omi.add(words);
    await omi.empty();
    expect(receiver.received.at(-1)?.headers['idempotency-key']).not.toBe(keys[0]);
  });

  test.each([
    [200, 1],
    [204, 1],
    [302, 1],
    [400, 1],
    [404, 1],
    [408, 4],
    [429, 4],
    [500, 4],
  ])('that answers %i is tried %i times', async (status, attempts) => {
    receiver.answer = withStatus(status);
    const omi = sender('developer');
    omi.add(words);
    await omi.empty();
    expect(receiver.received).toHaveLength(attempts);
  });

  test('is switched off by 100 failures in a row, and on again by a probe that succeeds', async () => {
    receiver.answer = withStatus(400);
    const omi = sender('developer');
    const fail = async (times: number) => {
      for (let i = 0; i < times; i += 1) {
        time.advance(30_000); // so that the circuit lets each of them through
        await omi.developer?.send({});
      }
    };
    await fail(99);
    receiver.answer = withStatus(200);
    time.advance(30_000);
    await omi.developer?.send({});
    receiver.answer = withStatus(400);
    await fail(99);
    expect(omi.developer?.isDisabled()).toBe(false);
    await fail(1);
    expect(omi.developer?.isDisabled()).toBe(true);
    const before = receiver.received.length;
    expect(await omi.developer?.send({})).toEqual([]);
    expect(await omi.developer?.enable()).toBe(false);
    receiver.answer = withStatus(200);
    expect(await omi.developer?.enable()).toBe(true);
    expect(receiver.received.slice(before)).toEqual([
      expect.objectContaining({ url: '/hook/mine?uid=other', body: {} }),
      expect.objectContaining({ url: '/hook/mine?uid=other', body: {} }),
    ]);
    await omi.developer?.send({});
    expect(omi.developer?.isDisabled()).toBe(false);
  });
});

describe('an app webhook', () => {
  test('is called once, and not at all for 30 s after five failures; then one call tries', async () => {
    receiver.answer = withStatus(500);
    const omi = sender('app');
    const say = async (times: number) => {
      for (let i = 0; i < times; i += 1) omi.add(words);
      await omi.empty();
    };
    await say(7);
    expect(urls()).toEqual(Array(5).fill('/hook/app?key=1&uid=u1'));
    expect(outcomes.map(({ answer }) => answer?.status)).toEqual([500, 500, 500, 500, 500, undefined, undefined]);
    time.advance(29_999);
    await say(1);
    expect(receiver.received).toHaveLength(5);
    time.advance(1);
    await say(2);
    expect(receiver.received).toHaveLength(6);
    time.advance(30_000);
    receiver.answer = (response) => response.end('{"message":"Eight minutes."}');
    await say(2);
    expect(receiver.received).toHaveLength(8);
    expect(outcomes.at(-1)?.push).toBe('Eight minutes.');
  });

  test('is warned of after a day, and disabled after three days of failures without a success', async () => {
    const omi = sender('app');
    const failAfter = async (hours: number, status: number) => {
      time.advance(hours * 3_600_000);
      receiver.answer = withStatus(status);
      await omi.app?.sendTranscript('u1', {});
      return omi.app?.health();
    };
    expect(await failAfter(0, 404)).toBe('ok');
    expect(await failAfter(25, 404)).toBe('warned');
    expect(await failAfter(24, 404)).toBe('warned_twice');
    expect(await failAfter(1, 200)).toBe('ok');
    await failAfter(0, 404);
    expect(await failAfter(73, 404)).toBe('disabled');
    expect(await omi.app?.sendTranscript('u1', {})).toBeUndefined();
  });

  test('hears of a conversation until it takes it, with one key, but of no discarded or locked one', async () => {
    const omi = sender('app');
    const conversation = createOmiConversation({ id: 'c1' });
    receiver.answer = withStatus(425);
    expect(await omi.app?.sendConversation('u1', conversation)).toHaveLength(4);
    time.advance(30_000);
    receiver.answer = withStatus(400);
    expect(await omi.app?.sendConversation('u1', conversation)).toHaveLength(1);
    expect(new Set(receiver.received.map(({ headers }) => headers['x-omi-idempotency-key'])).size).toBe(1);
    expect(receiver.received[0]?.body).toEqual(conversation);
    expect(await omi.app?.sendConversation('u1', createOmiConversation({ discarded: true }))).toEqual([]);
    expect(await omi.app?.sendConversation('u1', createOmiConversation({ is_locked: true }))).toEqual([]);
  });
});

test('a delivery goes to both webhooks at once, and the next one only after both', async () => {
  const waiting: (() => void)[] = [];
  receiver.answer = (response) => waiting.push(() => response.end('{}'));
  const omi = sender('both');
  omi.add(words);
  omi.add(words);
  await expect.poll(() => urls().sort()).toEqual(['/hook/app?key=1&uid=u1', '/hook/mine?uid=u1']);
  receiver.answer = (response) => response.end('{}');
  for (const answer of waiting) answer();
  await omi.empty();
  expect(receiver.received).toHaveLength(4);
  expect(outcomes.map(({ to }) => to).sort()).toEqual(['app', 'app', 'developer', 'developer']);
});

test('a queue behind a slow receiver keeps 50 deliveries and drops the oldest', async () => {
  const held: (() => void)[] = [];
  receiver.answer = (response) => held.push(() => response.end('{}'));
  const omi = sender('app');
  const said = speak(Array.from({ length: 60 }, (_, i) => `Word ${i}.`).join(' | '));
  for (const segments of said) omi.add(segments);
  await expect.poll(() => held.length).toBe(1);
  receiver.answer = (response) => response.end('{}');
  held[0]?.();
  await omi.empty();
  expect(omi.droppedCount()).toBe(9);
  const texts = outcomes.flatMap(({ segments }) => segments.map(({ text }) => text));
  expect(texts).toEqual(['Word 0.', ...Array.from({ length: 50 }, (_, i) => `Word ${i + 10}.`)]);
});

test.each([
  [200, '{"is_setup_completed":true}', true],
  [200, '{"is_setup_completed":false}', false],
  [200, '[]', false],
  [302, '{"is_setup_completed":true}', false],
])('the set-up check reads %i %s as %s', async (status, body, isComplete) => {
  receiver.answer = (response) => response.writeHead(status, { Location: '/' }).end(body);
  expect(await checkSetup(receiver.url, 'u1')).toBe(isComplete);
  expect(urls()).toEqual(['/hook?uid=u1']);
});

describe('chat tools', () => {
  const tool = { name: 'ask', description: 'Asks.', endpoint: '/hook/ask' };

  test('are read from the manifest, their endpoints seen from the app’s home', async () => {
    receiver.answer = (response) => response.end(JSON.stringify({ tools: [tool, { name: 'broken' }] }));
    expect(await fetchChatTools(receiver.url, receiver.url)).toEqual([
      { ...tool, endpoint: new URL('/hook/ask', receiver.url).href, method: 'POST' },
    ]);
    expect(receiver.received[0]?.headers['user-agent']).toBe('Omi-App-Store/1.0');
  });

  test.each([
    [200, '{"result":"In June.","message":"x"}', 'In June.'],
    [200, '{"message":"In June."}', 'In June.'],
    [200, 'In June.', 'In June.'],
    [403, '{"result":"In June."}', 'The tool failed with status 403.'],
  ])('are called without any key, and %i %s is read as “%s”', async (status, body, result) => {
    receiver.answer = (response) => response.writeHead(status).end(body);
    const [read] = [{ ...tool, endpoint: receiver.url, method: 'POST' as const }];
    expect(await callChatTool(read, { uid: 'u1', appId: 'a', parameters: { question: 'When?' } })).toBe(result);
    expect(receiver.received[0]?.body).toEqual({ uid: 'u1', app_id: 'a', tool_name: 'ask', question: 'When?' });
    expect(receiver.received[0]?.headers).not.toHaveProperty('authorization');
  });

  test('of the GET form get everything in the query', async () => {
    const call = { uid: 'u1', appId: 'a', parameters: { question: 'When?' } };
    await callChatTool({ ...tool, endpoint: receiver.url, method: 'GET' }, call);
    expect(urls()).toEqual(['/hook?question=When%3F&uid=u1&app_id=a&tool_name=ask']);
  });
});

test('a day summary carries its JSON beside a text that is none', () => {
  const summary = createDaySummary('u1', { date: '2026-05-02', headline: 'A quiet day' });
  expect(summary).toMatchObject({
    uid: 'u1',
    summary: "{'headline': 'A quiet day'}",
    summary_json: { date: '2026-05-02', headline: 'A quiet day', action_items: [] },
  });
});
