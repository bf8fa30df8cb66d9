import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DIALECTS } from '../../test/database.ts';
import { readStream } from '../../test/event-stream.ts';
import { chooseSeed } from '../../test/random.ts';
import { startTestServer, type TestServer } from '../../test/server.ts';
import type { TestConversation, TestMessage, TestPerson } from '../../test/test-person.ts';

const seed = chooseSeed();

/** What a person may do; `at` chooses the message it is done to, among those there are. */
const act = fc.record({
  kind: fc.constantFrom('send', 'edit', 'retry', 'continue', 'fork', 'aside'),
  at: fc.nat(),
  /** How the answer ends. */
  end: fc.constantFrom('stop', 'length', 'cancel', 'die', 'refuse'),
});
type Act = typeof act extends fc.Arbitrary<infer Value> ? Value : never;

/** A message that the server has acknowledged. */
interface Known {
  id: string;
  conversation: string;
  parent: string | null;
  role: 'user' | 'assistant';
  text: string;
  isUnfinished: boolean;
}

describe.each(DIALECTS)('whatever is done to a conversation on %s', (dialect) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer(dialect);
  });
  afterAll(() => server[Symbol.asyncDispose]());

  it(`every message stays, with its text and in its place (SEED=${seed})`, async () => {
    const property = fc.asyncProperty(fc.array(act, { minLength: 6, maxLength: 12, size: 'max' }), async (acts) => {
      const ada = await server.person();
      const known: Known[] = [];
      const steps: Act[] = [{ kind: 'send', at: 0, end: 'length' }, ...acts];
      for (const [n, step] of steps.entries()) await play(ada, known, step, `words ${n}`);
      await checkAll(ada, known);
    });
    await fc.assert(property, { seed, numRuns: 6 });
  }, 60_000);

  async function play(ada: TestPerson, known: Known[], { kind, at, end }: Act, words: string): Promise<void> {
    const pick = (isFit: (message: Known) => boolean) => {
      const fitting = known.filter(isFit);
      return fitting[at % fitting.length];
    };
    if (kind === 'fork') {
      const last = pick(() => true);
      return last && fork(ada, known, last);
    }
    const target = {
      send: undefined,
      aside: pick(({ role }) => role === 'assistant'),
      edit: pick(({ role }) => role === 'user'),
      retry: pick(() => true),
      continue: pick(({ isUnfinished }) => isUnfinished),
    }[kind];
    if (kind !== 'send' && !target) return;
    const { path, body } = toRequest(kind, target, words);
    const stream = await readStream(await ada.fetch('POST', path, body));
    const call = await server.provider.call();
    const meta = (await stream.until('meta')).data;
    const text = kind === 'continue' ? `${target?.text}+` : `answer to ${words}`;
    if (end === 'refuse') call.refuse(500, 'no');
    else {
      await call.emit(kind === 'continue' ? '+' : text);
      await stream.untilLength(text.length);
      if (end === 'cancel') await ada.call('POST', '/chat/cancel', { stream_id: meta.stream_id });
      else if (end === 'die') call.die();
      else await call.finish(end);
    }
    await stream.rest();
    const written = end !== 'refuse' ? text : kind === 'continue' ? (target?.text ?? '') : '';
    const conversation = meta.conversation_id;
    if (kind === 'send' || kind === 'edit' || kind === 'aside') {
      const parent = kind === 'send' ? null : kind === 'edit' ? (target?.parent ?? null) : (target?.id ?? null);
      const said = { id: meta.user_message_id, conversation, parent, text: words };
      known.push({ ...said, role: 'user', isUnfinished: false });
    }
    known.push({
      id: meta.message_id,
      conversation,
      parent: meta.user_message_id,
      role: 'assistant',
      text: written,
      isUnfinished: end !== 'stop' && written !== '',
    });
  }

  function toRequest(kind: Exclude<Act['kind'], 'fork'>, target: Known | undefined, text: string) {
    const message_id = target?.id;
    switch (kind) {
      case 'send':
        return { path: '/chat/stream', body: { text } };
      case 'aside':
        return { path: '/chat/stream', body: { text, conversation_id: target?.conversation, parent_id: message_id } };
      case 'edit':
        return { path: '/chat/edit', body: { message_id, text } };
      default:
        return { path: `/chat/${kind}`, body: { message_id } };
    }
  }

  async function fork(ada: TestPerson, known: Known[], last: Known): Promise<void> {
    const path = `/conversations/${last.conversation}/branch`;
    const made = await ada.call<{ conversation: TestConversation }>('POST', path, { message_id: last.id });
    const { id } = made.body.conversation;
    const originals = pathTo(known, last);
    const copies = (await ada.messages(id)).reverse();
    expect(copies.map(({ text }) => text)).toEqual(originals.map(({ text }) => text));
    for (const [n, copy] of copies.entries()) {
      const { isUnfinished = false } = originals[n] ?? {};
      known.push({
        id: copy.id,
        conversation: id,
        parent: copies[n - 1]?.id ?? null,
        role: copy.role,
        text: copy.text,
        isUnfinished,
      });
    }
  }

  /** From the root to a message. */
  function pathTo(known: readonly Known[], last: Known): Known[] {
    const parent = known.find(({ id }) => id === last.parent);
    return parent ? [...pathTo(known, parent), last] : [last];
  }

  async function checkAll(ada: TestPerson, known: readonly Known[]): Promise<void> {
    const seen = new Map<string, TestMessage>();
    for (const message of known) {
      const isLeaf = !known.some(({ parent }) => parent === message.id);
      if (!isLeaf) continue;
      const branch = await ada.messages(message.conversation, `?limit=100&branch=${message.id}`);
      expect(branch.map(({ id }) => id).reverse()).toEqual(pathTo(known, message).map(({ id }) => id));
      for (const item of branch) seen.set(item.id, item);
    }
    expect([...seen.keys()].sort()).toEqual(known.map(({ id }) => id).sort());
    for (const { id, conversation, parent, role, text } of known) {
      const siblings = known
        .filter((other) => other.conversation === conversation && other.parent === parent)
        .map((other) => other.id);
      expect(seen.get(id)).toMatchObject({
        conversation_id: conversation,
        parent_id: parent,
        role,
        text,
        siblings: siblings.sort(),
      });
    }
  }
});
