import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Change, followChanges } from '../../../../client/src/follow-changes.ts';
import { DEFAULT_STREAM_PACE } from '../../../../client/src/stream-pace.ts';
import { DIALECTS } from '../../../test/database.ts';
import { startTestServer, type TestServer } from '../../../test/server.ts';
import type { TestPerson } from '../../../test/test-person.ts';

const PACE = { ...DEFAULT_STREAM_PACE, baseDelayMs: 10, maxDelayMs: 50 };

describe.each(DIALECTS)('changes on %s', (dialect) => {
  let server: TestServer;
  let ada: TestPerson;
  const stop: AbortController[] = [];
  beforeEach(async () => {
    server = await startTestServer(dialect);
    ada = await server.person();
  });
  afterEach(async () => {
    for (const controller of stop.splice(0)) controller.abort();
    await server[Symbol.asyncDispose]();
  });

  /** What a device of somebody hears, from the moment it is connected. */
  async function listen(person: TestPerson) {
    const controller = new AbortController();
    stop.push(controller);
    const heard: Change[] = [];
    const connected = Promise.withResolvers<void>();
    const request = ({ path, ...init }: { path: string; headers: Record<string, string>; signal: AbortSignal }) =>
      fetch(server.url + path, { ...init, headers: { ...init.headers, authorization: `Bearer ${person.token}` } });
    const ended = (async () => {
      for await (const change of followChanges({ request, pace: PACE, signal: controller.signal })) {
        heard.push(change);
        if (change.type === 'connected') connected.resolve();
      }
    })();
    await connected.promise;
    const topics = () => new Set(heard.flatMap((change) => (change.type === 'changed' ? change.topics : [])));
    return { heard, topics, ended };
  }

  it('tells every device of the person what was written, and nobody else', async () => {
    const [phone, laptop, eve] = [await listen(ada), await listen(ada), await listen(await server.person())];
    await ada.call('POST', '/memories', { text: 'The key is at Anna’s.' });
    await expect.poll(() => [...phone.topics()]).toEqual(['memories']);
    await expect.poll(() => [...laptop.topics()]).toEqual(['memories']);
    await ada.call('POST', '/agent-events', { type: 'task', payload: { title: 'Water the plants' } });
    await expect.poll(phone.topics).toContain('agent_events');
    expect(eve.heard).toEqual([{ type: 'connected' }]);
  });

  it('tells of a message and of the end of its answer', async () => {
    const phone = await listen(ada);
    const answer = await ada.send('Hello?');
    await answer.until('meta');
    await expect.poll(() => [...phone.topics()].sort()).toEqual(['conversations', 'messages']);
    phone.heard.splice(0);
    const call = await server.provider.call('Hello?');
    await call.emit('Hello.');
    await call.finish();
    await answer.until('final');
    await expect.poll(phone.topics).toContain('messages');
  });

  it('tells nothing of what did not come to be', async () => {
    const phone = await listen(ada);
    await ada.call('PATCH', '/preferences', { default_conversation_id: 'nobody-has-this' });
    await ada.call('POST', '/memories', { text: 'marker' });
    await expect.poll(phone.topics).toContain('memories');
    expect(phone.topics()).not.toContain('preferences');
  });

  it('ends with the session, and for good', async () => {
    const other = await server.signIn(ada);
    const phone = await listen(other);
    await other.call('POST', '/auth/logout');
    await phone.ended;
    await ada.call('POST', '/memories', { text: 'not for the phone' });
    expect(phone.topics()).not.toContain('memories');
  });

  it('does not hold up a server that stops', async () => {
    await listen(ada);
    // Fastify waits for open connections; after five seconds the server would cut them.
    const cut = AbortSignal.timeout(4_500);
    await server.stop(0);
    expect(cut.aborted).toBe(false);
  });
});
