import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { DIALECTS } from '../../../test/database.ts';
import type { LinkId } from '../../kit/id.ts';
import { must } from '../../kit/must.ts';
import { readQuery } from '../../store/query.ts';
import { type Bearer, createLinker, digitsOf } from '../test/create-linker.ts';
import { signUpAdmin } from '../test/start-server.ts';
import { startVoiceServer, type VoiceServer } from '../test/start-voice-server.ts';

const findLink = readQuery('test.find_link', (db, a: { uid: string }) =>
  db.selectFrom('omi_links').select('id').where('omi_user_id', '=', a.uid),
);
const listHeard = readQuery('test.list_heard', (db, a: { linkId: LinkId }) =>
  db
    .selectFrom('transcript_segments')
    .select('id')
    .where('link_id', '=', a.linkId)
    .unionAll(db.selectFrom('voice_sessions').select('id').where('link_id', '=', a.linkId))
    .unionAll(db.selectFrom('utterances').select('id').where('link_id', '=', a.linkId))
    .unionAll(db.selectFrom('outbox').select('id').where('subject_id', '=', a.linkId))
    .unionAll(db.selectFrom('omi_links').select('id').where('id', '=', a.linkId)),
);
const listAudit = readQuery('test.list_audit', (db) =>
  db.selectFrom('audit_log').select(['action', 'details']).where('target_type', '=', 'omi_link').orderBy('seq'),
);
const listKept = readQuery('test.list_kept', (db) => db.selectFrom('idempotency_keys').select('response'));

describe.each(DIALECTS)('looking after links on %s', (dialect) => {
  let server: VoiceServer;
  let linker: ReturnType<typeof createLinker>;
  let ada: Bearer;
  beforeAll(async () => {
    server = await startVoiceServer(dialect, { publicUrl: 'https://chat.example.org' });
    linker = createLinker(server);
  });
  beforeEach(async () => {
    linker.turnToNewUid();
    ada = await linker.signUp();
    server.asked.length = 0;
  });
  afterAll(() => server[Symbol.asyncDispose]());

  const inMs = (ms: number) => new Date(server.clock.now() + ms).toISOString();
  const codeOf = ({ body }: { body: { error?: { code: string } } }) => body.error?.code;
  const rotate = (who: Bearer, uid = linker.uid) => linker.call('POST', '/link/omi/rotate', who, { omi_user_id: uid });
  const unlink = (who: Bearer, uid = linker.uid) => linker.call('DELETE', `/link/omi/unlink/${uid}`, who);
  const addressOf = (token: string) => `${server.url}/omi-webhook/${token}`;
  /** What comes back when a question of its own is asked at an address. */
  const speakTo = async (token: string, word: string, startS: number) =>
    (await linker.say(`Hey Omi, ${word}?`, linker.uid, startS, addressOf(token)))[0];

  it('sends new codes for a link that waits, and ends the ones before', async () => {
    const resend = (headers = {}) => linker.call('POST', '/link/omi/resend', ada, { omi_user_id: linker.uid }, headers);
    expect(codeOf(await resend())).toBe('E1002');
    const first = await linker.start(ada);
    const before = linker.pushed();
    const again = await resend();
    expect(again).toMatchObject({
      status: 200,
      body: { omi_user_id: linker.uid, speak: expect.stringMatching(/\d{4} \d{4}/) },
    });
    expect(again.body.speak).not.toBe(first.body.speak);
    expect(await linker.confirm(ada, before)).toBe('E4001');
    expect(await linker.confirm(ada, linker.pushed())).toBe('ok');
    expect(codeOf(await resend())).toBe('E1003');
  });

  it('counts a resend as a start', async () => {
    const answers = [await linker.start(ada)];
    for (let i = 0; i < 9; i += 1)
      answers.push(await linker.call('POST', '/link/omi/resend', ada, { omi_user_id: linker.uid }));
    expect(answers.map(({ status }) => status)).toEqual([...Array(9).fill(200), 503]);
    expect(linker.pushes()).toBe(9);
  });

  it('answers one Idempotency-Key once, whatever happened since, and writes no code down', async () => {
    const key = { 'idempotency-key': 'k1' };
    const answers = await Promise.all(Array.from({ length: 5 }, () => linker.start(ada, linker.uid, {}, key)));
    const [first] = answers;
    for (const answer of answers) expect(answer).toEqual(first);
    expect(linker.pushes()).toBe(1);
    expect(codeOf(await linker.start(ada, linker.newUid(), {}, key))).toBe('E1003');
    expect(await linker.confirm(ada, linker.pushed())).toBe('ok');
    expect(await linker.start(ada, linker.uid, {}, key)).toEqual(first);
    const kept = JSON.stringify(await server.store.read.all(listKept, {}));
    expect(kept).not.toContain(digitsOf(first?.body.speak));
    const bob = await linker.signUp();
    expect(codeOf(await linker.start(bob, linker.uid, {}, key))).toBe('E4003');
  });

  it('takes a key again whose push failed or which was refused', async () => {
    const key = { 'idempotency-key': 'k1' };
    server.omi.setFault({ kind: 'down' });
    expect(codeOf(await linker.start(ada, linker.uid, {}, key))).toBe('E4007');
    server.omi.setFault(undefined);
    expect((await linker.start(ada, linker.uid, {}, key)).status).toBe(200);
    expect(await linker.confirm(ada, linker.pushed())).toBe('ok');
    const refused = { 'idempotency-key': 'k2' };
    expect(codeOf(await linker.start(ada, linker.uid, {}, refused))).toBe('E1003');
    await unlink(ada);
    expect((await linker.start(ada, linker.uid, {}, refused)).status).toBe(200);
  });

  it('lists links with their state and last delivery', async () => {
    await linker.start(ada);
    const list = async () => (await linker.call('GET', '/link/omi', ada)).body.links;
    const pending = {
      omi_user_id: linker.uid,
      status: 'pending',
      verified_at: null,
      last_delivery_at: null,
      code_expires_at: inMs(600_000),
      webhook_hint: null,
      previous_valid_until: null,
    };
    expect(await list()).toEqual([pending]);
    await linker.confirm(ada, linker.pushed());
    const active = {
      ...pending,
      status: 'active',
      verified_at: inMs(0),
      code_expires_at: null,
      webhook_hint: 'https://chat.example.org/omi-webhook/…',
    };
    expect(await list()).toEqual([active]);
    await linker.say('Nice weather.');
    server.clock.advance(60_000);
    await linker.say('Indeed.', linker.uid, 60);
    expect(await list()).toEqual([{ ...active, last_delivery_at: inMs(0) }]);
    const bob = await linker.signUp();
    expect((await linker.call('GET', '/link/omi', bob)).body.links).toEqual([]);
  });

  it('gives a new address; the old one works a day more', async () => {
    const first = await linker.link(ada);
    const { body } = await rotate(ada);
    expect(body).toEqual({
      ok: true,
      webhook_token: expect.stringMatching(/^[\w-]{43}$/),
      webhook_url: `https://chat.example.org/omi-webhook/${body.webhook_token}`,
      previous_valid_until: inMs(86_400_000),
    });
    expect((await linker.call('GET', '/link/omi', ada)).body.links[0].previous_valid_until).toBe(inMs(86_400_000));
    expect((await speakTo(first, 'apples', 0))?.push).toBe('You said: apples?');
    expect((await speakTo(body.webhook_token, 'pears', 30))?.push).toBe('You said: pears?');
    server.clock.advance(86_400_000);
    expect((await speakTo(first, 'plums', 60))?.status).toBe(404);
    expect((await speakTo(body.webhook_token, 'figs', 90))?.push).toBe('You said: figs?');
    expect((await linker.call('GET', '/link/omi', ada)).body.links[0].previous_valid_until).toBe(null);
  });

  it('ends an address at once that is changed twice', async () => {
    const first = await linker.link(ada);
    const second = (await rotate(ada)).body.webhook_token;
    const third = (await rotate(ada)).body.webhook_token;
    const statuses = [first, second, third].map(async (token, i) => (await speakTo(token, 'apples', 10 * i))?.status);
    expect(await Promise.all(statuses)).toEqual([404, 200, 200]);
  });

  it('gives an address to a link that was confirmed by voice, and none to one that waits', async () => {
    const { body } = await linker.start(ada);
    expect(codeOf(await rotate(ada))).toBe('E1002');
    await linker.say(body.speak);
    expect(await linker.stateOf(ada)).toBe('active');
    const bob = await linker.signUp();
    expect(codeOf(await rotate(bob))).toBe('E1002');
    expect((await speakTo((await rotate(ada)).body.webhook_token, 'apples', 20))?.push).toBe('You said: apples?');
  });

  it('ends a link with everything that was heard by it', async () => {
    const token = await linker.link(ada);
    await linker.say('Hey Omi, how long do I boil an egg?');
    await linker.say('So much for breakfast.', linker.uid, 20);
    const bob = await linker.signUp();
    expect(codeOf(await unlink(bob))).toBe('E1002');
    const { id: linkId } = must(await server.store.read.first(findLink, { uid: linker.uid }), 'the link');
    const heard = () => server.store.read.all(listHeard, { linkId });
    expect((await heard()).length).toBeGreaterThan(4);
    expect(await unlink(ada)).toEqual({ status: 200, body: { ok: true } });
    expect(codeOf(await unlink(ada))).toBe('E1002');
    expect(await heard()).toEqual([]);
    expect((await speakTo(token, 'apples', 40))?.status).toBe(404);
    expect((await linker.say('Hey Omi, are you there?', linker.uid, 60))[0]?.body).toEqual({});
    expect(server.asked).toEqual(['how long do I boil an egg?']);
    expect((await linker.start(bob)).status).toBe(200);
  });

  it('does not send an answer that waited when the link ended', async () => {
    const slow = await startVoiceServer(dialect, { holdMs: 0 });
    await using _ = slow;
    const other = createLinker(slow);
    const { bearer } = await signUpAdmin(slow);
    await other.link(bearer);
    const { promise, resolve } = Promise.withResolvers<string>();
    slow.answerTo = () => promise;
    await other.say('Hey Omi, plan three dinners?');
    await expect.poll(() => slow.asked.length).toBe(1);
    expect((await other.call('DELETE', '/link/omi/unlink/u1', bearer)).status).toBe(200);
    resolve('Soup, soup and soup.');
    const { items } = (await other.call('GET', '/conversations', bearer)).body;
    const messages = async () => (await other.call('GET', `/conversations/${items[0].id}/messages`, bearer)).body.items;
    await expect.poll(async () => (await messages())[0].status).toBe('complete');
    slow.clock.advance(60_000);
    await slow.outbox.tick();
    expect(slow.omi.notifications).toHaveLength(1);
  });

  it('ends a link that still waits for its code', async () => {
    const { body } = await linker.start(ada);
    expect((await unlink(ada)).status).toBe(200);
    expect(await linker.confirm(ada, linker.pushed())).toBe('E4001');
    await linker.say(body.speak);
    expect(await linker.stateOf(ada)).toBe(undefined);
  });

  it('writes down who confirmed, changed and ended a link', async () => {
    await linker.link(ada);
    await rotate(ada);
    await unlink(ada);
    expect((await server.store.read.all(listAudit, {})).slice(-3)).toEqual([
      { action: 'omi_link.confirm', details: '{"by":"push"}' },
      { action: 'omi_link.rotate', details: '{}' },
      { action: 'omi_link.unlink', details: '{"status":"active"}' },
    ]);
  });

  it('pushes the code while the webhook is dead', async () => {
    await using app = await startVoiceServer(dialect, { webhookSecret: null });
    const other = createLinker(app);
    const { bearer } = await signUpAdmin(app);
    expect((await other.say('Hello.'))[0]?.status).toBe(404);
    expect(await other.link(bearer)).toMatch(/^[\w-]{43}$/);
    expect(await other.stateOf(bearer)).toBe('active');
  });
});
