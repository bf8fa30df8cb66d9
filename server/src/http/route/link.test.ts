import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { deliver } from '../../../../e2e/omi/deliver.ts';
import { speak } from '../../../../e2e/omi/speak.ts';
import { DIALECTS } from '../../../test/database.ts';
import { readQuery } from '../../store/query.ts';
import { type Bearer, createLinker, digitsOf, wrong } from '../test/create-linker.ts';
import { signUpAdmin } from '../test/start-server.ts';
import { startVoiceServer, type VoiceServer } from '../test/start-voice-server.ts';

const listTexts = readQuery('test.list_texts', (db) =>
  db.selectFrom('transcript_segments').select('text').orderBy('id'),
);

describe.each(DIALECTS)('linking an Omi user on %s', (dialect) => {
  let server: VoiceServer;
  let linker: ReturnType<typeof createLinker>;
  let ada: Bearer;
  beforeEach(async () => {
    server = await startVoiceServer(dialect);
    linker = createLinker(server);
    ada = (await signUpAdmin(server)).bearer;
  });
  afterEach(() => server[Symbol.asyncDispose]());

  const start = (who: Bearer, uid = 'u1') => linker.start(who, uid);
  const confirm = (who: Bearer, code: string, uid = 'u1') => linker.confirm(who, code, uid);
  const pushed = () => linker.pushed();
  const say = (script: string, uid = 'u1', startS = 0) => linker.say(script, uid, startS);
  const isLinked = async (who: Bearer) => (await start(who)).body.error?.code === 'E1003';

  it('pushes one code to the phone and shows another one', async () => {
    const { status, body } = await start(ada);
    expect(status).toBe(200);
    expect(body).toEqual({
      ok: true,
      omi_user_id: 'u1',
      speak: expect.stringMatching(/^My link code is \d{4} \d{4}\.$/),
      expires_at: '2026-05-01T12:10:00.000Z',
    });
    expect(server.omi.notifications).toMatchObject([{ api: 'v2', uid: 'u1' }]);
    expect(pushed()).toMatch(/^\d{8}$/);
    expect(pushed()).not.toBe(digitsOf(body.speak));
  });

  it('is confirmed by the pushed code, however it is typed, and gives an address of its own', async () => {
    await start(ada);
    const code = `${pushed().slice(0, 4)} ${pushed().slice(4, 6)}-${pushed().slice(6)}`;
    const answer = await server.post('/link/omi/confirm', { omi_user_id: 'u1', code, omi_session_id: 'x' }, ada);
    const body: { webhook_token: string } = JSON.parse(await answer.text());
    expect(body).toEqual({ ok: true, webhook_token: expect.stringMatching(/^[\w-]{43}$/) });
    const [segments = []] = speak('Hey Omi, hello.');
    const url = `${server.url}/omi-webhook/${body.webhook_token}`;
    expect((await deliver(url, 'u1', segments)).push).toBe('You said: hello.');
    expect((await deliver(url, 'u2', segments)).body).toEqual({});
    expect(await isLinked(ada)).toBe(true);
  });

  it('takes neither code in the place of the other', async () => {
    const { body } = await start(ada);
    expect(await confirm(ada, digitsOf(body.speak))).toBe('E4001');
    await say(`My link code is ${pushed()}.`);
    expect(await confirm(ada, pushed())).toBe('ok');
  });

  it('allows three tries, then not even the right code', async () => {
    await start(ada);
    const code = pushed();
    for (let i = 0; i < 3; i++) expect(await confirm(ada, wrong(code))).toBe('E4001');
    expect(await confirm(ada, code)).toBe('E4002');
    await start(ada);
    expect(await confirm(ada, code)).toBe('E4001');
    expect(await confirm(ada, pushed())).toBe('ok');
  });

  it('compares three of 200 parallel tries', async () => {
    await start(ada);
    const code = wrong(pushed());
    const answers = await Promise.all(Array.from({ length: 200 }, () => confirm(ada, code)));
    expect(answers.filter((answer) => answer === 'E4001')).toHaveLength(3);
    expect(answers.filter((answer) => answer === 'E4002')).toHaveLength(197);
  });

  it('expires after ten minutes', async () => {
    const { body } = await start(ada);
    const code = pushed();
    server.clock.advance(600_000);
    expect(await confirm(ada, code)).toBe('E4001');
    await say(body.speak);
    expect(await isLinked(ada)).toBe(false);
    server.clock.advance(600_000);
    await server.road.sweep();
    expect((await server.road.listLinks((await readMe(ada)).user.id)).length).toBe(0);
  });

  async function readMe(who: Bearer) {
    return JSON.parse(await (await server.get('/me', who)).text());
  }

  it('looks only at the own pending link', async () => {
    const bob = await linker.signUp();
    await start(ada);
    expect(await confirm(bob, pushed())).toBe('E4001');
    expect(await confirm(ada, pushed(), 'u2')).toBe('E4001');
    expect(await confirm(ada, pushed())).toBe('ok');
  });

  it('has one winner when two people claim the same Omi user', async () => {
    const bob = await linker.signUp();
    await start(ada);
    const adas = pushed();
    await start(bob);
    const bobs = pushed();
    const answers = await Promise.all([confirm(ada, adas), confirm(bob, bobs)]);
    expect(answers.sort()).toEqual(['E4003', 'ok']);
    const codes = [(await start(ada)).body.error.code, (await start(bob)).body.error.code];
    expect(codes.sort()).toEqual(['E1003', 'E4003']);
  });

  it.each([
    ['as it is shown', (code: string) => `My link code is ${code.slice(0, 4)} ${code.slice(4)}.`],
    ['split over two deliveries', (code: string) => `My link code is ${code.slice(0, 3)} | ${code.slice(3)}.`],
    ['digit by digit', (code: string) => `my link code is ${[...code].join(' ')}`],
    [
      'in words',
      (code: string) =>
        [...code]
          .map((digit) => 'zero one two three four five six seven eight nine'.split(' ')[Number(digit)])
          .join(' '),
    ],
  ])('is confirmed by the spoken code %s', async (_, sentence) => {
    const { body } = await start(ada);
    const results = await say(sentence(digitsOf(body.speak)));
    expect(results.map(({ push }) => push)).toContain('Your Omi is linked. Say “Hey Omi” and ask away.');
    expect(await isLinked(ada)).toBe(true);
  });

  it('hears a spoken code only by the webhook of that Omi user', async () => {
    const { body } = await start(ada);
    await say(body.speak, 'u2');
    const [segments = []] = speak(body.speak);
    expect((await deliver(`${server.url}/omi-webhook/guessed`, 'u1', segments)).status).toBe(404);
    expect((await deliver(`${server.url}/omi-webhook`, 'u1', segments)).status).toBe(404);
    expect(await isLinked(ada)).toBe(false);
  });

  it('counts spoken tries too, and a repeated delivery as none', async () => {
    const { body } = await start(ada);
    const code = digitsOf(body.speak);
    for (let i = 0; i < 5; i++) await say(`It is ${wrong(code)}.`);
    expect(await confirm(ada, wrong(pushed()))).toBe('E4001');
    await say(`It is ${wrong(wrong(code))}.`, 'u1', 10);
    await say(body.speak, 'u1', 20);
    expect(await isLinked(ada)).toBe(false);
  });

  it('keeps nothing but digits of somebody who is not linked, and masks the code in a late copy', async () => {
    const { body } = await start(ada);
    await say('I told the doctor everything. | Take 20 of them.');
    expect(await server.store.read.all(listTexts, {})).toEqual([{ text: 'x 20 x' }]);
    const [segments = []] = speak(`So. ${body.speak} Right.`, { startS: 10 });
    await deliver(server.webhookUrl, 'u1', segments);
    expect(await server.store.read.all(listTexts, {})).toEqual([]);
    await deliver(server.webhookUrl, 'u1', segments);
    await deliver(server.webhookUrl, 'u1', segments);
    expect(await server.store.read.all(listTexts, {})).toEqual([{ text: 'So. My link code is ••••. Right.' }]);
    expect(server.logged()).not.toContain(digitsOf(body.speak));
    expect(server.logged()).not.toContain(pushed());
  });

  it('says what is wrong when Omi does not take the push', async () => {
    const refusal = async (uid = 'u1') => {
      const { status, body } = await start(ada, uid);
      return [status, body.error.code];
    };
    expect(await refusal('u3')).toEqual([502, 'E4005']);
    server.omi.setFault({ kind: 'down' });
    expect(await refusal()).toEqual([502, 'E4007']);
    server.omi.setFault({ kind: 'redirect', location: `${server.omi.url}/v1/integrations/notification` });
    expect(await refusal()).toEqual([502, 'E4007']);
    server.omi.setFault({ kind: 'status', status: 500 });
    expect(await refusal()).toEqual([502, 'E4007']);
    server.omi.setFault(undefined);
    server.omi.app.apiKey = 'sk_changed';
    expect(await refusal()).toEqual([502, 'E4004']);
    expect(server.omi.notifications).toEqual([]);
    expect(server.omi.requestCount()).toBe(5);
  });

  it('spends no more than the hourly budget of an Omi user', async () => {
    for (let i = 0; i < 9; i++) expect((await start(ada)).status).toBe(200);
    expect(await start(ada)).toMatchObject({ status: 503, body: { error: { code: 'E4006', retry_after_s: 3600 } } });
    expect(server.omi.requestCount()).toBe(9);
    server.clock.advance(3_600_000);
    expect((await start(ada)).status).toBe(200);
  });

  it('refuses what is no Omi user id, and whoever is not signed in', async () => {
    for (const body of [{}, { omi_user_id: 'a b' }, { omi_user_id: 'u1', user_id: 'x' }, { omi_user_id: '' }]) {
      expect((await server.post('/link/omi/start', body, ada)).status).toBe(400);
    }
    expect((await server.post('/link/omi/start', { omi_user_id: 'u1' })).status).toBe(401);
    expect((await server.post('/link/omi/confirm', { omi_user_id: 'u1', code: '1' })).status).toBe(401);
  });
});

describe('without an Omi app', () => {
  it.each([
    [{ isProduction: false }, 200, true],
    [{ isProduction: true }, 200, false],
    [{ isProduction: true, webhookSecret: null }, 503, false],
    [{ isProduction: false, webhookSecret: null }, 200, true],
  ])('%j', async (options, status, hasCode) => {
    await using server = await startVoiceServer('sqlite', { hasApp: false, ...options });
    const { bearer } = await signUpAdmin(server);
    const answer = await server.post('/link/omi/start', { omi_user_id: 'u1' }, bearer);
    const body = JSON.parse(await answer.text());
    expect(answer.status).toBe(status);
    expect(body.dev_code !== undefined).toBe(hasCode);
    if (status === 503) expect(body.error.code).toBe('E4000');
    expect(server.omi.requestCount()).toBe(0);
    if (!hasCode) return;
    const confirmed = await server.post('/link/omi/confirm', { omi_user_id: 'u1', code: body.dev_code }, bearer);
    expect(confirmed.status).toBe(200);
  });

  it.each([
    ['ten times with one Omi user', 10, () => 'u1'],
    ['with a hundred Omi users', 100, (i: number) => `u${i}`],
  ])('lets one person begin %s in a quarter of an hour', async (_, allowed, uidOf) => {
    await using server = await startVoiceServer('sqlite', { hasApp: false });
    const { bearer } = await signUpAdmin(server);
    const begin = async (uid: string) => (await server.post('/link/omi/start', { omi_user_id: uid }, bearer)).status;
    const answers = await Promise.all(Array.from({ length: allowed + 5 }, (_value, i) => begin(uidOf(i))));
    expect(answers.filter((status) => status === 200)).toHaveLength(allowed);
    expect(answers.filter((status) => status === 429)).toHaveLength(5);
    server.clock.advance(900_000);
    expect(await begin('u1')).toBe(200);
  });
});
