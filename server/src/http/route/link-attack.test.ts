import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { deliver } from '../../../../e2e/omi/deliver.ts';
import { speak } from '../../../../e2e/omi/speak.ts';
import { DIALECTS } from '../../../test/database.ts';
import { readQuery } from '../../store/query.ts';
import { type Bearer, createLinker, digitsOf, wrong } from '../test/create-linker.ts';
import { startVoiceServer, type VoiceServer } from '../test/start-voice-server.ts';

const listKeptTexts = readQuery('test.list_kept_texts', (db) =>
  db
    .selectFrom('transcript_segments')
    .select('text')
    .unionAll(db.selectFrom('utterances').select('text'))
    .unionAll(db.selectFrom('messages').select('text'))
    .unionAll(db.selectFrom('outbox').select('payload as text')),
);

describe.each(DIALECTS)('a spoken link code on %s', (dialect) => {
  let server: VoiceServer;
  let linker: ReturnType<typeof createLinker>;
  let ada: Bearer;
  let eve: Bearer;
  let other: string;
  beforeAll(async () => {
    server = await startVoiceServer(dialect, { allowUnsigned: true });
    linker = createLinker(server);
  });
  beforeEach(async () => {
    linker.turnToNewUid();
    other = linker.newUid();
    [ada, eve] = [await linker.signUp(), await linker.signUp()];
  });
  afterAll(() => server[Symbol.asyncDispose]());

  const spokenCode = async (who: Bearer, uid = linker.uid) => digitsOf((await linker.start(who, uid)).body.speak);
  const keptTexts = async () => JSON.stringify(await server.store.read.all(listKeptTexts, {}));

  it('is not heard at the open address, where anybody can speak for anybody', async () => {
    const code = await spokenCode(eve);
    const open = `${server.url}/omi-webhook`;
    expect((await linker.say(`My link code is ${code}.`, linker.uid, 0, open))[0]).toMatchObject({
      status: 200,
      body: {},
    });
    expect(await linker.stateOf(eve)).toBe('pending');
    expect(await keptTexts()).not.toContain(code);
    await linker.say(`My link code is ${code}.`);
    expect(await linker.stateOf(eve)).toBe('active');
  });

  it('is not heard at the address of somebody else’s link', async () => {
    const token = await linker.link(eve, other);
    const code = await spokenCode(ada);
    const url = `${server.url}/omi-webhook/${token}`;
    await linker.say(`My link code is ${code}.`, linker.uid, 0, url);
    await linker.say(`My link code is ${code}.`, other, 0, url);
    expect(await linker.stateOf(ada)).toBe('pending');
  });

  it('counts only among the links of the Omi user who says it', async () => {
    const code = await spokenCode(ada);
    await spokenCode(eve, other);
    await linker.say(`My link code is ${code}.`, other);
    expect([await linker.stateOf(ada), await linker.stateOf(eve, other)]).toEqual(['pending', 'pending']);
    await linker.say(`My link code is ${code}.`);
    expect([await linker.stateOf(ada), await linker.stateOf(eve, other)]).toEqual(['active', 'pending']);
  });

  it('links only the account that it was made for, when two wait for the same Omi user', async () => {
    await spokenCode(eve);
    const code = await spokenCode(ada);
    await linker.say(`My link code is ${code}.`);
    expect([await linker.stateOf(ada), await linker.stateOf(eve)]).toEqual(['active', 'pending']);
    expect(await linker.confirm(eve, linker.pushed())).not.toBe('ok');
  });

  it('is compared three times in 200 parallel tries', async () => {
    const code = await spokenCode(ada);
    const guess = wrong(code);
    const tries = Array.from({ length: 200 }, (_, i) => {
      const [segments = []] = speak(`It is ${guess}.`, { startS: 30 * i });
      return deliver(server.webhookUrl, linker.uid, segments, { timeoutMs: 60_000 });
    });
    // On a slow machine some of them find no connection to the database in time; these were not tries.
    for (const { status } of await Promise.all(tries)) expect([200, 503]).toContain(status);
    await linker.say(`My link code is ${code}.`, linker.uid, 9_000);
    expect([await linker.stateOf(ada), await linker.confirm(ada, linker.pushed())]).toEqual(['pending', 'E4002']);
  }, 60_000);

  it('is used up by its first use: a replay links nobody, and nothing when the link has ended', async () => {
    const [segments = []] = speak(`My link code is ${await spokenCode(ada)}.`);
    await deliver(server.webhookUrl, linker.uid, segments);
    await linker.call('DELETE', `/link/omi/unlink/${linker.uid}`, ada);
    await linker.start(ada);
    await linker.start(eve);
    for (let i = 0; i < 3; i += 1) expect((await deliver(server.webhookUrl, linker.uid, segments)).body).toEqual({});
    expect([await linker.stateOf(ada), await linker.stateOf(eve)]).toEqual(['pending', 'pending']);
  });

  it('does not do what the other code does, in either direction', async () => {
    const code = await spokenCode(ada);
    expect(await linker.confirm(ada, code)).toBe('E4001');
    await linker.say(`My link code is ${linker.pushed()}.`);
    expect(await linker.stateOf(ada)).toBe('pending');
  });

  it('stands masked in what is kept, asked and logged, also when it is said after the link was confirmed', async () => {
    const code = await spokenCode(ada);
    expect(await linker.confirm(ada, linker.pushed())).toBe('ok');
    const spelled = [...code].join(' ');
    await linker.say(`Hey Omi, what is my link code ${code} good for?`);
    await linker.say(`Hey Omi, I said ${spelled}, did you hear?`, linker.uid, 30);
    await linker.say(`Hey Omi, is it ${code.slice(0, 3)} | ${code.slice(3)}, right?`, linker.uid, 60);
    expect(server.asked.length).toBeGreaterThan(0);
    for (const place of [server.asked.join('\n'), await keptTexts(), server.logged()]) {
      expect(place).not.toContain(code);
      expect(place).not.toContain(spelled);
    }
  });

  it('shows at once that the link is made', async () => {
    const code = await spokenCode(ada);
    const spoken = linker.say(`My link code is ${code}.`);
    await expect.poll(() => linker.stateOf(ada), { timeout: 1_000, interval: 50 }).toBe('active');
    await spoken;
  });
});
