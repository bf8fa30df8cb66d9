import { Secret, TOTP } from 'otpauth';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DIALECTS } from '../../../test/database.ts';
import { readQuery } from '../../store/query.ts';
import { ADMIN, signUpAdmin, startTestServer, type TestServer } from '../test/start-server.ts';

const listSecrets = readQuery('test.list_totp_secrets', (db) =>
  db.selectFrom('totp_factors').select('sealed_secret').orderBy('user_id'),
);

describe.each(DIALECTS)('a second factor on %s', (dialect) => {
  let server: TestServer;
  let ada: Awaited<ReturnType<typeof signUpAdmin>>;
  beforeEach(async () => {
    server = await startTestServer(dialect);
    ada = await signUpAdmin(server);
  });
  afterEach(() => server[Symbol.asyncDispose]());

  async function read(answer: Response) {
    const body = JSON.parse(await answer.text());
    return { status: answer.status, body, code: body.error?.code ?? 'ok' };
  }
  const post = async (path: string, body: object = {}) => read(await server.post(path, body, ada.bearer));
  const login = async (body: object) => read(await server.post('/auth/login', { ...ADMIN, ...body }));
  /** What an authenticator app shows, `steps` of thirty seconds from now. */
  const show = (secret: string, steps = 0) =>
    new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: server.clock.now() + steps * 30_000 });
  async function enable() {
    const { body } = await post('/account/totp');
    const confirmed = await post('/account/totp/confirm', { totp_code: show(body.secret) });
    expect(confirmed.code).toBe('ok');
    server.clock.advance(30_000);
    return { secret: String(body.secret), codes: confirmed.body.recovery_codes as string[] };
  }

  it('is set up by a QR code and its first code, and only then asked for', async () => {
    const { body } = await post('/account/totp');
    expect(body.qr_svg).toMatch(/^<svg /);
    const address = new URL(body.otpauth_url);
    expect([address.host, address.searchParams.get('secret')]).toEqual(['totp', body.secret]);
    expect(body.otpauth_url).toContain(encodeURIComponent(ADMIN.email));
    const wrong = show(body.secret, 5);
    for (const code of [wrong, '١٢٣٤٥٦', 'abcdef'])
      expect((await post('/account/totp/confirm', { totp_code: code })).code).toBe('E2006');
    expect((await login({})).code).toBe('ok');
    const confirmed = await post('/account/totp/confirm', { totp_code: show(body.secret) });
    expect(new Set(confirmed.body.recovery_codes).size).toBe(10);
    expect((await post('/account/totp')).code).toBe('E1003');

    const refused = await login({});
    expect(refused).toMatchObject({ status: 401, code: 'E2006' });
    expect(refused.body.error.details).toEqual([{ method: 'totp' }, { method: 'recovery_code' }]);
    expect((await login({ password: 'wrong password' })).code).toBe('E2003');
    const [row] = await server.store.read.all(listSecrets, {});
    expect(row?.sealed_secret).toMatch(/^v1\./);
    expect(row?.sealed_secret).not.toContain(body.secret);
  });

  it('takes each code once, whatever comes at the same moment, and one step off', async () => {
    const { secret } = await enable();
    const code = show(secret);
    const codes = await Promise.all(Array.from({ length: 5 }, () => login({ totp_code: code })));
    expect(codes.map((answer) => answer.code).sort()).toEqual(['E2006', 'E2006', 'E2006', 'E2006', 'ok']);
    // The step before is refused with it; the next one is not.
    expect((await login({ totp_code: show(secret, -1) })).code).toBe('E2006');
    const next = show(secret, 1);
    expect((await login({ totp_code: `${next.slice(0, 3)} ${next.slice(3)}` })).code).toBe('ok');
    server.clock.advance(300_000);
    expect((await login({ totp_code: show(secret, -2) })).code).toBe('E2006');
    expect((await login({ totp_code: show(secret, 2) })).code).toBe('E2006');
  });

  it('counts codes as tries, and asking for one not', async () => {
    const { secret } = await enable();
    for (let i = 0; i < 15; i += 1) expect((await login({})).code).toBe('E2006');
    expect((await login({ totp_code: show(secret) })).code).toBe('ok');
    server.clock.advance(60_000);
    const wrong = show(secret, 9);
    const tries = await Promise.all(Array.from({ length: 30 }, () => login({ totp_code: wrong })));
    expect(tries.filter(({ code }) => code === 'E2006')).toHaveLength(10);
    expect(tries.filter(({ code }) => code === 'E1006')).toHaveLength(20);
  });

  it('is replaced by recovery codes, each once, and renewed', async () => {
    const { codes } = await enable();
    const [first = '', second = ''] = codes;
    expect((await login({ recovery_code: ` ${first.toUpperCase().replaceAll('-', ' ')}` })).code).toBe('ok');
    expect((await login({ recovery_code: first })).code).toBe('E2006');
    expect((await read(await server.get('/account/totp', ada.bearer))).body).toEqual({
      ok: true,
      enabled: true,
      recovery_codes_left: 9,
    });
    const renewed = await post('/account/totp/recovery-codes');
    expect((await login({ recovery_code: second })).code).toBe('E2006');
    expect((await login({ recovery_code: renewed.body.recovery_codes[0] })).code).toBe('ok');
  });

  it('proves presence, and goes away only after a proof', async () => {
    const { secret } = await enable();
    server.clock.advance(600_000);
    const remove = async () =>
      read(await fetch(`${server.url}/account/totp`, { method: 'DELETE', headers: ada.bearer }));
    expect((await remove()).code).toBe('E2007');
    expect((await post('/account/totp/recovery-codes')).code).toBe('E2007');
    expect((await post('/auth/confirm', { totp_code: show(secret, 4) })).code).toBe('E2006');
    expect((await post('/auth/confirm', {})).code).toBe('E1001');
    expect((await post('/auth/confirm', { totp_code: show(secret) })).code).toBe('ok');
    expect((await remove()).code).toBe('ok');
    expect((await remove()).code).toBe('E1002');
    expect((await login({})).code).toBe('ok');
  });
});
