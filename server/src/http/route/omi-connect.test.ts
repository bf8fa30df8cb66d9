import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLinker } from '../test/create-linker.ts';
import { signUpAdmin } from '../test/start-server.ts';
import { startVoiceServer, type VoiceServer } from '../test/start-voice-server.ts';

describe('the way between Omi’s app and ours', () => {
  let server: VoiceServer;
  beforeEach(async () => {
    server = await startVoiceServer('sqlite');
  });
  afterEach(() => server[Symbol.asyncDispose]());

  async function begin() {
    const linker = createLinker(server);
    const ada = (await signUpAdmin(server)).bearer;
    const { body } = await linker.call('POST', '/link/omi/authorize', ada, {});
    const state = new URL(body.url).searchParams.get('state') ?? '';
    return { linker, ada, url: new URL(body.url), state };
  }

  it.each(['?uid=u1', '?uid=stranger', '?uid=u1&uid=u2', '?uid=%00', ''])(
    'is set up for everybody, linked or not: %s',
    async (search) => {
      const answer = await server.get(`/omi/setup${search}`);
      expect([answer.status, await answer.json()]).toEqual([200, { ok: true, is_setup_completed: true }]);
    },
  );

  it('is not set up where nothing of Omi is configured', async () => {
    await using bare = await startVoiceServer('sqlite', { hasApp: false, webhookSecret: null });
    const answer = await bare.get('/omi/setup?uid=u1');
    expect([answer.status, await answer.json()]).toEqual([200, { ok: true, is_setup_completed: false }]);
    const { bearer } = await signUpAdmin(bare);
    const { status, body } = await createLinker(bare).call('POST', '/link/omi/authorize', bearer, {});
    expect([status, body.error.code]).toEqual([503, 'E4000']);
  });

  it.each([
    ['?uid=u1', '/app/omi?uid=u1'],
    ['?uid=u1&state=mb1.aa.bb', '/app/omi?uid=u1&state=mb1.aa.bb'],
    ['?uid=u1&next=https://evil.example', '/app/omi?uid=u1'],
    ['?uid=//evil.example&state=a%26b', '/app/omi'],
    ['?uid=a&uid=b', '/app/omi'],
    ['', '/app/omi'],
  ])('leads %s to %s', async (search, location) => {
    const answer = await server.get(`/omi/connect${search}`);
    expect([answer.status, answer.headers.get('location')]).toEqual([302, location]);
  });

  it('sends a person to Omi with a state of their own, which opens the way back', async () => {
    const { linker, ada, url, state } = await begin();
    expect(`${url.origin}${url.pathname}`).toBe(`${server.omi.url}/v1/oauth/authorize`);
    expect(url.searchParams.get('app_id')).toBe(server.omi.app.id);
    const { status, body } = await linker.start(ada, 'u1', { state });
    expect([status, body.omi_user_id]).toEqual([200, 'u1']);
    expect(await linker.stateOf(ada)).toBe('pending');
  });

  it('refuses a state that is foreign, changed or too old, and pushes nothing', async () => {
    const { linker, ada, state } = await begin();
    const eve = await linker.signUp();
    const { body } = await linker.call('POST', '/link/omi/authorize', eve, {});
    const foreign = new URL(body.url).searchParams.get('state') ?? '';
    const refusal = async (given: string) => (await linker.start(ada, 'u1', { state: given })).body.error?.code;
    for (const given of [foreign, '', 'x', `${state}x`, state.replace(/^[^.]+/, 'zzzzzzzz')])
      expect(await refusal(given)).toBe('E4001');
    server.clock.advance(15 * 60_000);
    expect(await refusal(state)).toBe('E4001');
    expect(server.omi.notifications).toEqual([]);
    expect(await linker.stateOf(ada)).toBe(undefined);
  });

  it('takes no uid for a proof: the code still has to come', async () => {
    const { linker, ada, state } = await begin();
    await linker.start(ada, 'u2', { state });
    expect((await linker.say('Hey Omi, hello?', 'u2'))[0]?.body).toEqual({});
    expect(await linker.stateOf(ada, 'u2')).toBe('pending');
    expect(await linker.confirm(ada, linker.pushed(), 'u2')).toBe('ok');
  });
});
