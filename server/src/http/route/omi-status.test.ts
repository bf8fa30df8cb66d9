import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DIALECTS } from '../../../test/database.ts';
import type { OmiStatus } from '../../omi/link/read-omi-status.ts';
import type { SelfTest } from '../../omi/link/self-test.ts';
import { createSelfTestToken } from '../../omi/link/self-test-token.ts';
import { preferenceWriter } from '../../store/preference-writer.ts';
import { readQuery } from '../../store/query.ts';
import { createLinker } from '../test/create-linker.ts';
import { type LinkedServer, startLinkedServer } from '../test/start-voice-server.ts';

const DAY_MS = 86_400_000;

const listLinks = readQuery('test.list_links', (db) => db.selectFrom('omi_links').selectAll());
const listOwned = readQuery('test.list_owned', (db) =>
  db
    .selectFrom('transcript_segments')
    .select('id')
    .unionAll(db.selectFrom('voice_sessions').select('id'))
    .unionAll(db.selectFrom('utterances').select('id'))
    .unionAll(db.selectFrom('outbox').select('id'))
    .unionAll(db.selectFrom('messages').select('id'))
    .unionAll(db.selectFrom('notifications').select('id')),
);
const listTold = readQuery('test.list_told', (db) =>
  db.selectFrom('notifications').select(['kind', 'channel']).orderBy('id'),
);
const listTexts = readQuery('test.list_said', (db) =>
  db.selectFrom('transcript_segments').select('text').orderBy('id'),
);
const listUtterances = readQuery('test.list_understood', (db) => db.selectFrom('utterances').select('text'));
const listSessions = readQuery('test.list_sessions', (db) => db.selectFrom('voice_sessions').select('id'));

async function choose(server: LinkedServer, settings: object): Promise<void> {
  const [link] = await server.store.read.all(listLinks, {});
  if (!link) throw new Error('there is a link');
  const at = server.clock.now();
  await server.store.transact(async (tx) => {
    const first = { user_id: link.user_id, active_space: 'default', active_slot: 1, settings: '{}', updated_at: at };
    const row = await preferenceWriter.lock(tx, first);
    await preferenceWriter.update(tx, { ...row, settings: JSON.stringify(settings), updated_at: at });
  });
}

describe.each(DIALECTS)('the state of a person’s Omi on %s', (dialect) => {
  let server: LinkedServer;
  let linker: ReturnType<typeof createLinker>;
  beforeEach(async () => {
    server = await startLinkedServer(dialect);
    linker = createLinker(server);
  });
  afterEach(() => server[Symbol.asyncDispose]());

  const status = async (): Promise<OmiStatus> => (await linker.call('GET', '/omi/status', server.ada)).body;
  const test = async (who = server.ada) =>
    (await linker.call('POST', '/omi/self-test', who, { omi_user_id: 'u1' })).body;

  it('tells what came in, what is heard now and what may be pushed', async () => {
    await server.say('Nice weather. | Indeed it is.', 10);
    server.clock.advance(30_000);
    await server.say('Or is it?', 40);
    expect(await status()).toMatchObject({
      is_configured: true,
      has_app_webhook: true,
      public_url: null,
      links: [
        {
          omi_user_id: 'u1',
          status: 'active',
          last_delivery_at: '2026-05-01T12:00:30.000Z',
          is_silent: false,
          current_session: {
            last_heard_at: '2026-05-01T12:00:30.000Z',
            segments: 3,
            transcript: [
              { text: 'Nice weather.', is_wearer: true, speaker: expect.any(String) },
              { text: 'Indeed it is.' },
              { text: 'Or is it?', said_at: expect.any(String) },
            ],
          },
          recent_sessions: [{ segments: 3 }],
          budget: { left: expect.any(Number), resets_at: '2026-05-01T13:00:00.000Z' },
          last_self_test: null,
        },
      ],
    });
    server.clock.advance(120_000);
    expect((await status()).links[0]).toMatchObject({ current_session: null, recent_sessions: [{ segments: 3 }] });
    const bob = await linker.signUp();
    expect((await linker.call('GET', '/omi/status', bob)).body.links).toEqual([]);
  });

  describe('a self-test', () => {
    it('goes the whole road and leaves nothing behind', async () => {
      await server.say('Nice weather.');
      const before = await server.store.read.all(listOwned, {});
      const { self_test }: { self_test: SelfTest } = await test();
      expect(self_test.steps.map(({ name, status: state }) => `${name} ${state}`)).toEqual([
        'address warning',
        'connection ok',
        'door ok',
        'reply ok',
        'understanding ok',
        'deliveries ok',
      ]);
      expect(self_test).toMatchObject({ passed: true, at: '2026-05-01T12:00:00.000Z' });
      expect(await server.store.read.all(listOwned, {})).toEqual(before);
      expect([server.asked, server.notified()]).toEqual([[], []]);
      expect((await status()).links[0]?.last_self_test).toEqual(self_test);
    });

    it('is no delivery of Omi’s: it begins no session and ends no silence', async () => {
      const { self_test } = await test();
      expect(self_test.steps.at(-1)).toMatchObject({ name: 'deliveries', status: 'warning' });
      expect((await status()).links[0]).toMatchObject({ last_delivery_at: null, recent_sessions: [] });
    });

    it('says that listening is paused', async () => {
      await choose(server, { paused: true });
      const { self_test } = await test();
      expect(self_test.passed).toBe(false);
      expect(self_test.steps[4]).toMatchObject({ status: 'failed', remedy: 'Switch the pause off.' });
    });

    it('is for the own confirmed link only, and not without end', async () => {
      const bob = await linker.signUp();
      expect((await test(bob)).error.code).toBe('E1002');
      const answers = await Promise.all(Array.from({ length: 22 }, () => test()));
      expect(answers.filter(({ ok }) => ok)).toHaveLength(20);
      expect(answers.filter(({ error }) => error?.code === 'E1006')).toHaveLength(2);
    });

    it('has an address at which nobody can do more than hear that it works', async () => {
      const [link] = await server.store.read.all(listLinks, {});
      if (!link) throw new Error('there is a link');
      const token = createSelfTestToken('s'.repeat(32), link.id, server.clock.now());
      const url = `${server.url}/omi-webhook/${token}`;
      const before = await server.store.read.all(listOwned, {});
      const say = async (script: string, uid = 'u1') => (await linker.say(script, uid, 0, url))[0];
      expect((await say('Hey Omi, what is the answer?'))?.body).toEqual({ message: 'self-test: understood' });
      expect((await say('Just talk.'))?.body).toEqual({ message: 'self-test: not_understood' });
      expect((await say('Hey Omi, what is the answer?', 'u2'))?.body).toEqual({});
      const { body } = await linker.start(server.ada, 'u2');
      await say(body.speak, 'u2');
      expect(await linker.stateOf(server.ada, 'u2')).toBe('pending');
      expect(await server.store.read.all(listOwned, {})).toEqual(before);
      expect(server.asked).toEqual([]);
      for (const forged of [
        token.replace(link.id, link.id.replace(/.$/, 'x')),
        `${token}x`,
        token.replace('self-test', 'x'),
      ])
        expect((await linker.say('Hey.', 'u1', 0, `${server.url}/omi-webhook/${forged}`))[0]?.status).toBe(404);
      server.clock.advance(30_000);
      expect((await say('Hey Omi, are you there?'))?.status).toBe(404);
    });
  });

  describe('a wearable that falls silent', () => {
    /** Speaks on each of some days at noon, and ends a day and an hour after the last. */
    async function speakOnDays(days: number) {
      for (let day = 0; day < days; day += 1) {
        if (day > 0) server.clock.advance(DAY_MS);
        await server.say(`Good morning on day ${day}.`, 10);
      }
      server.clock.advance(DAY_MS + 3_600_000);
    }
    const told = async () =>
      (await server.store.read.all(listTold, {})).filter(({ kind }) => kind === 'wearable_silent');
    const isSilent = async () => (await status()).links[0]?.is_silent;

    it('is told once, and again after it was heard in between', async () => {
      await speakOnDays(3);
      expect(await isSilent()).toBe(false);
      await server.road.sweep();
      expect(await told()).toEqual([
        { kind: 'wearable_silent', channel: 'app' },
        { kind: 'wearable_silent', channel: 'omi_push' },
      ]);
      expect(await isSilent()).toBe(true);
      await server.road.sweep();
      expect(await told()).toHaveLength(2);
      await server.say('Here I am.', 10);
      expect(await isSilent()).toBe(false);
      server.clock.advance(DAY_MS);
      await server.road.sweep();
      expect(await told()).toHaveLength(4);
    });

    it('is not told before a day is over, or of one that was hardly used', async () => {
      await speakOnDays(2);
      await server.road.sweep();
      await server.say('A third day.', 10);
      server.clock.advance(DAY_MS - 1);
      await server.road.sweep();
      expect(await told()).toEqual([]);
      server.clock.advance(1);
      await server.road.sweep();
      expect(await told()).toHaveLength(2);
    });

    it.each([{ paused: true }, { voice_consent: false }])('is silent on purpose with %j', async (settings) => {
      await speakOnDays(3);
      await choose(server, settings);
      await server.road.sweep();
      server.clock.advance(2 * DAY_MS);
      await server.road.sweep();
      expect(await told()).toEqual([]);
      await server.say('What I say now is not kept.', 10);
      await choose(server, {});
      await server.road.sweep();
      expect(await told()).toEqual([]);
    });
  });

  it('forgets what was said when its time is over, and nothing sooner', async () => {
    await server.say('Hey Omi, how long do I boil an egg? | And the day went on.');
    await server.say('Old talk.', 60);
    expect(await server.store.read.all(listTexts, {})).toHaveLength(3);
    server.clock.advance(4 * DAY_MS);
    await server.say('New talk.', 10);
    server.clock.advance(3 * DAY_MS);
    await server.road.sweep();
    expect(await server.store.read.all(listTexts, {})).toHaveLength(4);
    server.clock.advance(1);
    await server.road.sweep();
    expect(await server.store.read.all(listTexts, {})).toEqual([{ text: 'New talk.' }]);
    expect(await server.store.read.all(listUtterances, {})).toEqual([]);
    expect(await server.store.read.all(listSessions, {})).toHaveLength(2);
    expect((await linker.call('GET', '/conversations', server.ada)).body.items).toHaveLength(1);
    server.clock.advance(DAY_MS);
    await server.road.sweep();
    expect(await server.store.read.all(listSessions, {})).toHaveLength(1);
  });

  it('keeps what was said as many days as its owner chose, however much it is', async () => {
    await choose(server, { transcript_days: 2 });
    const script = Array.from({ length: 1_100 }, (_, i) => ({ id: `s${i}`, text: `Word ${i}.`, start: i, end: i + 1 }));
    await fetch(`${server.webhookUrl}?uid=u1`, { method: 'POST', body: JSON.stringify({ segments: script }) });
    expect(await server.store.read.all(listTexts, {})).toHaveLength(1_100);
    server.clock.advance(2 * DAY_MS);
    await server.road.sweep();
    expect(await server.store.read.all(listTexts, {})).toHaveLength(1_100);
    server.clock.advance(1);
    await server.road.sweep();
    expect(await server.store.read.all(listTexts, {})).toEqual([]);
    expect(await server.store.read.first(listSessions, {})).toBeDefined();
  });
});

describe('a self-test by the public address', () => {
  let front: Server;
  let answer: Parameters<typeof createServer>[1];
  let server: LinkedServer;
  beforeEach(async () => {
    front = createServer((request, response) => answer?.(request, response)).listen(0, '127.0.0.1');
    await new Promise((resolve) => front.once('listening', resolve));
    const { port } = front.address() as AddressInfo;
    server = await startLinkedServer('sqlite', { publicUrl: `http://127.0.0.1:${port}` });
  });
  afterEach(async () => {
    await server[Symbol.asyncDispose]();
    front.closeAllConnections();
    front.close();
  });

  async function steps() {
    const { body } = await createLinker(server).call('POST', '/omi/self-test', server.ada, { omi_user_id: 'u1' });
    const { self_test }: { self_test: SelfTest } = body;
    return Object.fromEntries(self_test.steps.map((step) => [step.name, step]));
  }

  it('passes a proxy that forwards', async () => {
    answer = async (request, response) => {
      const body: Uint8Array[] = [];
      for await (const chunk of request) body.push(chunk);
      const reply = await fetch(server.url + request.url, { method: 'POST', body: Buffer.concat(body) });
      response.writeHead(reply.status, { 'content-type': 'application/json' }).end(await reply.text());
    };
    expect(await steps()).toMatchObject({ connection: { status: 'ok' }, understanding: { status: 'ok' } });
  });

  it('is not led elsewhere by a redirect', async () => {
    answer = (_request, response) => response.writeHead(308, { location: `${server.url}/omi-webhook` }).end();
    expect(await steps()).toMatchObject({
      connection: { status: 'ok' },
      door: { status: 'failed', message: expect.stringContaining('Omi does not follow redirects') },
      reply: { status: 'skipped' },
      understanding: { status: 'skipped' },
    });
  });

  it('knows the page of a proxy from its own reply', async () => {
    answer = (_request, response) => response.end('<h1>Welcome to nginx</h1>');
    expect(await steps()).toMatchObject({ door: { status: 'ok' }, reply: { status: 'failed' } });
  });

  it('tells a broken connection from one that is refused', async () => {
    answer = (request) => request.socket.destroy();
    expect((await steps()).connection).toMatchObject({ status: 'failed', message: expect.stringContaining('broke') });
    front.closeAllConnections();
    await new Promise((resolve) => front.close(resolve));
    expect((await steps()).connection).toMatchObject({
      status: 'failed',
      message: expect.stringContaining('Nothing listens'),
    });
  });
});
