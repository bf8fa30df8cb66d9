import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { deliver, type OmiSegment, probe } from '../../../../e2e/omi/deliver.ts';
import { speak } from '../../../../e2e/omi/speak.ts';
import { DIALECTS } from '../../../test/database.ts';
import { AppError } from '../../errors.ts';
import { readQuery } from '../../store/query.ts';
import { type LinkedServer, startLinkedServer } from '../test/start-voice-server.ts';

const listSegments = readQuery('test.list_segments', (db) =>
  db.selectFrom('transcript_segments').select(['text', 'settled_at']).orderBy('start_s'),
);
const listSessions = readQuery('test.list_sessions', (db) =>
  db.selectFrom('voice_sessions').select('ended_at').orderBy('id'),
);

describe.each(DIALECTS)('deliveries of a linked Omi user on %s', (dialect) => {
  let server: LinkedServer;
  beforeEach(async () => {
    server = await startLinkedServer(dialect);
  });
  afterEach(() => server[Symbol.asyncDispose]());

  const send = (segments: Partial<OmiSegment>[]) => deliver(server.webhookUrl, 'u1', segments);
  const pushes = async (script: string, startS = 0) => (await server.say(script, startS)).map(({ push }) => push);
  const stored = async () => (await server.store.read.all(listSegments, {})).map(({ text }) => text);
  async function messages() {
    const list = JSON.parse(await (await server.get('/conversations', server.ada)).text());
    const pages = list.items.map(async ({ id }: { id: string }) =>
      JSON.parse(await (await server.get(`/conversations/${id}/messages`, server.ada)).text()),
    );
    const found: { text: string; source: string; role: string }[][] = (await Promise.all(pages)).map(
      (page) => page.items,
    );
    return found;
  }

  it('answers a question in the reply and keeps both in a conversation', async () => {
    expect(await pushes('Hey Omi, how long do I boil an egg?')).toEqual(['You said: how long do I boil an egg?']);
    const [conversation = []] = await messages();
    expect(conversation.map(({ role, text, source }) => [role, text, source])).toEqual([
      ['assistant', 'You said: how long do I boil an egg?', 'omi_transcript'],
      ['user', 'how long do I boil an egg?', 'omi_transcript'],
    ]);
    expect(await server.outbox.tick()).toBe(0);
    expect(server.notified()).toEqual([]);
  });

  it('makes a short answer long enough for Omi to tell it', async () => {
    server.answerTo = async () => 'Yes.';
    const [push] = await pushes('Hey Omi, are you there?');
    expect(push).toMatch(/^Yes\./);
    expect(push?.trim().length).toBeGreaterThan(5);
  });

  it('hears a wake word that is split over two deliveries', async () => {
    expect(await pushes('and hey | Omie, what is for lunch?', 10)).toEqual([undefined, 'You said: what is for lunch?']);
    expect(server.asked).toEqual(['what is for lunch?']);
  });

  it('takes every form of a delivery', async () => {
    const [segments = []] = speak('Hey Omi, one.');
    expect((await deliver(server.webhookUrl, 'u1', segments, { form: 'body_uid' })).push).toBe('You said: one.');
    const [other = []] = speak('Hey Omi, two.', { startS: 20 });
    expect((await deliver(server.webhookUrl, 'u1', other, { form: 'array' })).push).toBe('You said: two.');
    expect((await deliver(server.webhookUrl, 'u1', other, { form: 'array' })).push).toBeUndefined();
    expect(await probe(server.webhookUrl)).toMatchObject({ status: 200, body: {}, isFailure: false });
  });

  it('asks once, however often and by however many senders it is told', async () => {
    const [segments = []] = speak('Hey Omi, how long do I boil an egg?');
    const results = await Promise.all(Array.from({ length: 9 }, () => send(segments)));
    await send(segments);
    expect(results.every(({ isFailure }) => !isFailure)).toBe(true);
    expect(results.filter(({ push }) => push !== undefined)).toHaveLength(1);
    expect(server.asked).toEqual(['how long do I boil an egg?']);
    server.clock.advance(60_000);
    await server.outbox.tick();
    expect(server.notified()).toEqual([]);
    expect(await stored()).toEqual(['Hey Omi, how long do I boil an egg?']);
  });

  it('lets a text grow and asks the grown question', async () => {
    const [[segment] = []] = speak('Hey Omi, how long do I boil an egg?');
    await send([{ ...segment, text: 'Hey Omi, how long' }]);
    const grown = await send([{ ...segment }]);
    await send([{ ...segment, text: 'Hey Omi, how' }]);
    expect(grown.push).toBe('You said: how long do I boil an egg?');
    expect(await stored()).toEqual(['Hey Omi, how long do I boil an egg?']);
    server.clock.advance(10_000);
    await server.outbox.tick();
    expect(server.asked).toHaveLength(1);
  });

  it('asks a question without its mark once it is followed by silence', async () => {
    await server.say('hey omi how long do I | boil an egg');
    expect((await server.store.read.all(listSegments, {})).map(({ settled_at }) => settled_at)).toEqual([null, null]);
    server.clock.advance(2_999);
    expect(await server.outbox.tick()).toBe(0);
    server.clock.advance(1);
    expect(await server.outbox.tick()).toBe(1);
    expect(server.asked).toEqual(['how long do I boil an egg']);
    await expect.poll(server.queued).toContain('omi_notification pending');
    server.clock.advance(2_000);
    await server.outbox.tick();
    expect(server.notified()).toEqual(['You said: how long do I boil an egg']);
  });

  it('waits longer when an open question goes on', async () => {
    await server.say('hey omi how long');
    server.clock.advance(2_000);
    await server.say('do I boil an egg', 2);
    server.clock.advance(1_500);
    await server.outbox.tick();
    expect(server.asked).toEqual([]);
    server.clock.advance(1_500);
    await server.outbox.tick();
    expect(server.asked).toEqual(['how long do I boil an egg']);
  });

  it('tells why a question has no answer', async () => {
    server.answerTo = async () => {
      throw new AppError('E3001');
    };
    const [failed] = await pushes('Hey Omi, are you there?');
    expect(failed).toMatch(/[A-Z].*\./);
    expect(failed).not.toContain('You said');
  });

  it('goes on in the conversation of the active window, and in another one when that is switched', async () => {
    await server.say('Hey Omi, one.');
    server.clock.advance(60 * 60_000);
    await server.say('Hey Omi, two.');
    server.clock.advance(60 * 60_000);
    await server.say('Hey Omi, switch to window two.');
    server.clock.advance(60 * 60_000);
    await server.say('Hey Omi, three.');
    expect((await messages()).map((conversation) => conversation.length).sort()).toEqual([2, 4]);
  });

  it('begins a session after two minutes of silence or when the times jump back', async () => {
    await server.say('One. | Two.', 100);
    server.clock.advance(119_999);
    await server.say('Three.', 45);
    server.clock.advance(1_000);
    await server.say('Four.', 2);
    server.clock.advance(120_000);
    await server.say('Five.', 300);
    expect(await server.store.read.all(listSessions, {})).toMatchObject([
      { ended_at: expect.any(Number) },
      { ended_at: expect.any(Number) },
      { ended_at: null },
    ]);
  });

  it('answers what is no delivery with 200 and stores nothing', async () => {
    const post = (body: string | Buffer, type = 'application/json', query = '?uid=u1') =>
      fetch(server.webhookUrl + query, { method: 'POST', headers: { 'content-type': type }, body });
    const bodies: [string | Buffer, string?, string?][] = [
      ['', 'text/plain'],
      ['not json'],
      ['{"segments":'],
      [Buffer.from([0x5b, 0xff, 0xfe, 0x5d])],
      ['{"session_id":"u2","segments":[{"text":"Hey Omi, whose is this?"}]}'],
      ['{"session_id":"nobody","segments":[{"text":"Hey Omi, hello?"}]}', 'application/json', ''],
      ['{"segments":[{"text":null},{"text":""},{"text":123}]}'],
      [`{"segments":[{"text":"${'x'.repeat(2_000_000)}"}]}`],
      ['[]', 'application/x-www-form-urlencoded'],
    ];
    for (const [body, type, query] of bodies) {
      const answer = await post(body, type, query);
      expect([answer.status, await answer.text()]).toEqual([200, '{}']);
    }
    expect(await stored()).toEqual([]);
    expect(
      await post(`{"segments":[{"text":"caf\\u00e9 ${'\ud800'}","start":NaN}]}`).then((answer) => answer.status),
    ).toBe(200);
    expect(await stored()).toEqual(['café \ufffd']);
  });

  it('answers a wrong token as it answers an address that is not there', async () => {
    const read = async (path: string) => {
      const answer = await server.post(path, { session_id: 'u1', segments: [] });
      const { error } = JSON.parse(await answer.text());
      return [answer.status, error.code, error.message];
    };
    expect(await read('/omi-webhook/wrong')).toEqual(await read('/no-such-thing'));
    expect(await read('/omi-webhook?uid=u1')).toEqual(await read('/no-such-thing'));
    expect(server.logged()).not.toContain('app-wide-webhook-secret');
  });

  it('asks to be sent again while the server cannot store', async () => {
    server.phase.value = 'draining';
    const [segments = []] = speak('Hey Omi, hello.');
    expect((await send(segments)).status).toBe(503);
    server.phase.value = 'ready';
    expect((await send(segments)).push).toBe('You said: hello.');
  });
});
