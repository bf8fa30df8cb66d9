import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DIALECTS } from '../../../test/database.ts';
import { ACCOUNT_LIMITS } from '../../kit/limits.ts';
import { auditReader } from '../../store/audit-reader.ts';
import { quotaReader } from '../../store/quota-reader.ts';
import { userReader } from '../../store/user-reader.ts';
import { signUpAdmin, startTestServer, type TestServer } from '../test/start-server.ts';
import { inviteRoutes } from './invite.ts';

interface Made {
  invite: { id: string; status: string; uses: number; email: string | null; quota: object | null };
  code: string;
  link: string;
}

const ROUNDS = 4;

describe.each(DIALECTS)('invites on %s', (dialect) => {
  let server: TestServer;
  let bearer: { authorization: string };
  beforeEach(async () => {
    server = await startTestServer(dialect, {
      routes: (parts) => [
        inviteRoutes({ ...parts, sessionSecret: 's'.repeat(32), publicUrl: 'https://ai.example.org' }),
      ],
    });
    bearer = (await signUpAdmin(server)).bearer;
  });
  afterEach(() => server[Symbol.asyncDispose]());

  async function invite(body: object, headers = {}): Promise<Made> {
    const answer = await server.post('/admin/invites', body, { ...bearer, ...headers });
    expect(answer.status).toBe(200);
    return JSON.parse(await answer.text());
  }
  const list = async (query = ''): Promise<{ items: Made['invite'][]; nextCursor?: string }> =>
    JSON.parse(await (await server.get(`/admin/invites${query}`, bearer)).text());
  const join = (code: string, email: string) =>
    server.post('/auth/register', { email, password: 'an uncommon one', invite_code: code });

  it('are made with a link, kept without their code, listed by page and ended', async () => {
    const first = await invite({});
    expect(first.link).toBe(`https://ai.example.org/app/register?invite=${first.code}`);
    expect(first.invite).toMatchObject({ role: 'user', max_uses: 1, uses: 0, status: 'open', expires_at: null });
    const second = await invite({ email: 'Bob@example.org', max_uses: 2, quota: { messages_per_day: 5 } });
    const page = await list('?limit=1');
    expect(page.items.map(({ id }) => id)).toEqual([second.invite.id]);
    const rest = await list(`?limit=1&cursor=${page.nextCursor}`);
    expect(rest).toEqual({ ok: true, items: [first.invite] });
    expect(JSON.stringify([page, rest])).not.toContain(first.code);

    const remove = () => fetch(`${server.url}/admin/invites/${first.invite.id}`, { method: 'DELETE', headers: bearer });
    expect((await remove()).status).toBe(200);
    expect((await remove()).status).toBe(404);
    expect((await join(first.code, 'eve@example.org')).status).toBe(403);
    const audited = (await auditReader.listAfter(server.store.read, 0, 10)).map(({ action }) => action);
    expect(audited).toEqual(['account.setup', 'invite.create', 'invite.create', 'invite.delete']);
  });

  it('are made once for one Idempotency-Key, and told again with their code, which is kept nowhere', async () => {
    const key = { 'idempotency-key': 'k1' };
    const made = await invite({ max_uses: 2 }, key);
    expect(await invite({ max_uses: 2 }, key)).toEqual(made);
    expect((await list()).items).toHaveLength(1);
    expect((await server.post('/admin/invites', { max_uses: 3 }, { ...bearer, ...key })).status).toBe(409);
  });

  it('admit as many as they say, of fifty at once, every time', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      // Past the window in which so many registrations from one address are too many.
      server.clock.advance(ACCOUNT_LIMITS.attemptWindowMs);
      const { code, invite: made } = await invite({ max_uses: 3 });
      const answers = await Promise.all(Array.from({ length: 50 }, (_, i) => join(code, `p${round}-${i}@example.org`)));
      expect(answers.filter(({ status }) => status === 200)).toHaveLength(3);
      expect((await list()).items.find(({ id }) => id === made.id)).toMatchObject({ uses: 3, status: 'used' });
    }
  });

  it('give their role and limits, to the address they name, until they end', async () => {
    const expires_at = new Date(server.clock.now() + 60_000).toISOString();
    const quota = { messages_per_day: 5, tokens_per_day: null };
    const { code } = await invite({ role: 'admin', email: 'bob@example.org', expires_at, quota, max_uses: 2 });
    expect((await join(code, 'eve@example.org')).status).toBe(403);
    expect((await join(code, 'BOB@example.org')).status).toBe(200);
    const entries = await auditReader.listAfter(server.store.read, 0, 20);
    const redeemed = entries.find(({ action }) => action === 'invite.redeem');
    expect(redeemed).toMatchObject({ target_type: 'invite' });
    const bob = await userReader.findByEmail(server.store.read, 'bob@example.org');
    expect(bob).toMatchObject({ role: 'admin', id: redeemed?.actor_user_id });
    expect(bob && (await quotaReader.limits(server.store.read, bob.id))).toEqual({
      messages_per_day: 5,
      tokens_per_day: null,
      concurrent_streams: null,
    });
    server.clock.advance(ACCOUNT_LIMITS.proofLifetimeMs);
    expect((await list()).items[0]?.status).toBe('expired');
    const asAdmin = await server.post('/admin/invites', { role: 'admin' }, bearer);
    expect(await asAdmin.json()).toMatchObject({ error: { code: 'E2007' } });
    const past = await server.post('/admin/invites', { expires_at }, bearer);
    expect(past.status).toBe(400);
  });
});
