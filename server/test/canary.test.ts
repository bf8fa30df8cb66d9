import { Secret, TOTP } from 'otpauth';
import { describe, expect, it } from 'vitest';
import { startOmiStandIn } from '../../e2e/omi/start-omi-stand-in.ts';
import { createId, createSecret, hashSecret } from '../src/kit/id.ts';
import { DIALECTS } from './database.ts';
import { runSql } from './raw-sql.ts';
import { listRoutes } from './route-table.ts';
import { startTestServer, type TestServer } from './server.ts';
import { ADMIN, type TestPerson } from './test-person.ts';

/** A word that stands for a secret or for what a person wrote, and is nowhere else. */
const MARK = 'canary';
const canary = () => `${MARK}-${createSecret()}`;

/** Long enough to be no accident where it is found. */
const SHORTEST = 8;

interface Walk {
  server: TestServer;
  admin: TestPerson;
  ada: TestPerson;
  /** What must be found nowhere, beside every canary. */
  secrets: Set<string>;
  /** The bodies of failures. */
  failures: string[];
}

/** Sends a request and gives what came back; keeps a failure to be looked at. */
async function ask(walk: Walk, route: string, body?: unknown, headers: Record<string, string> = {}) {
  const [method = '', path = ''] = route.split(' ');
  const response = await fetch(walk.server.url + path, {
    method,
    headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    redirect: 'manual',
  });
  const isEndless = response.ok && response.headers.get('content-type')?.startsWith('text/event-stream');
  if (isEndless && !path.startsWith('/chat')) {
    await response.body?.cancel();
    return {};
  }
  const text = await response.text();
  if (!response.ok) walk.failures.push(text);
  return text.startsWith('{') ? JSON.parse(text.split('\n')[0] ?? '') : {};
}

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

async function usePasswordsAndFactors(walk: Walk): Promise<void> {
  const { ada, secrets } = walk;
  const mine = bearer(ada.token);
  const password = canary();
  await ask(walk, 'POST /auth/login', { email: ada.email, password: canary() });
  await ask(walk, 'POST /auth/login', { email: ada.email, password: [canary()] });
  await ask(walk, 'POST /auth/register', { email: ADMIN.email, password: canary(), invite_code: canary() });
  await ask(walk, 'POST /account/password', { current_password: ADMIN.password, new_password: password }, mine);
  const factor = await ask(walk, 'POST /account/totp', {}, mine);
  const right = new TOTP({ secret: Secret.fromBase32(factor.secret) }).generate();
  const confirmed = await ask(walk, 'POST /account/totp/confirm', { totp_code: right }, mine);
  for (const secret of [factor.secret, ...confirmed.recovery_codes]) secrets.add(secret);
  const used = confirmed.recovery_codes[0];
  await ask(walk, 'POST /auth/login', { email: ada.email, password, recovery_code: used });
  await ask(walk, 'POST /auth/login', { email: ada.email, password, recovery_code: used });
  await ask(walk, 'POST /auth/reset/start', { email: ada.email });
  await ask(walk, 'POST /auth/reset/finish', { token: canary(), new_password: canary() });
}

async function useKeysAndLinks(walk: Walk): Promise<void> {
  const { ada, admin, secrets } = walk;
  const made = await ask(walk, 'POST /account/api-keys', { name: 'x', scope: 'all' }, bearer(ada.token));
  const invite = await ask(walk, 'POST /admin/invites', {}, bearer(admin.token));
  const reset = await ask(walk, `POST /admin/users/${ada.id}/reset-link`, {}, bearer(admin.token));
  const resetToken = String(reset.link).split(/[=/#]/).at(-1) ?? '';
  for (const secret of [made.key, invite.code, resetToken]) secrets.add(secret);
  await ask(walk, `GET /me?key=${made.key}&code=${invite.code}`, undefined, bearer(made.key));
  await ask(walk, 'GET /me', undefined, { cookie: `omni_session=${made.key}; other=${canary()}` });
  await ask(walk, `GET /nothing/${resetToken}?code=${invite.code}`);
  await ask(walk, `GET /auth/oidc/there/callback?code=${canary()}&state=${canary()}`, undefined, {
    cookie: `omni_oidc=${canary()}`,
  });
  await ask(walk, 'GET /auth/oidc/there/start');
}

async function speakAndWrite(walk: Walk): Promise<void> {
  const { server, ada, secrets } = walk;
  const mine = bearer(ada.token);
  const token = createSecret();
  secrets.add(token);
  await runSql(
    server.database,
    `insert into omi_links (id, user_id, omi_user_id, status, code_attempts, webhook_token_hash, created_at, verified_at)
     values ('${createId<string>()}', '${ada.id}', 'u1', 'active', 0, '${hashSecret(token)}', 0, 0)`,
  );
  const segment = { id: createId(), text: canary(), speaker: 'SPEAKER_0', is_user: true, start: 0, end: 1 };
  await ask(walk, `POST /omi-webhook/${token}?uid=u1`, { session_id: 'u1', segments: [segment] });
  await ask(walk, `POST /omi-webhook/${token}/conversation?uid=u1`, { id: canary(), transcript_segments: [segment] });
  await ask(walk, `POST /omi-webhook/${canary()}?uid=${canary()}`, { segments: canary() });
  await ask(walk, 'POST /omi/import/conversation', { uid: 'u1', text: canary() }, mine);
  await ask(walk, 'POST /account/import', canary(), { ...mine, 'content-type': 'application/zip' });
  await ask(walk, 'POST /memories', { text: canary() }, mine);
  await ask(walk, 'POST /messages/send', { text: canary() }, mine);
  server.provider.answer((call) => call.refuse(500, `I do not understand ${call.question}`));
  await ask(walk, 'POST /messages/send', { text: canary() }, mine);
}

/** Names something secret-looking in every place where a route takes something. */
async function tryEveryRoute(walk: Walk): Promise<void> {
  for (const route of listRoutes(walk.server.app.server)) {
    if (route.startsWith('HEAD ') || route.includes('*') || route === 'POST /auth/logout') continue;
    const filled = route.replace(/:\w+/g, canary);
    const body = route.startsWith('GET ')
      ? undefined
      : { unknown: canary(), text: 7, password: canary(), code: canary() };
    await ask(walk, `${filled}?q=${canary()}&cursor=${canary()}&uid=${canary()}`, body, bearer(walk.admin.token));
    await ask(walk, filled, body, { authorization: canary(), 'idempotency-key': canary() });
  }
}

describe.each(DIALECTS)('a secret on %s', { timeout: 60_000 }, (dialect) => {
  it('is in no log, no failure, no audit entry and no metric, whatever was done with it', async () => {
    await using omi = await startOmiStandIn({ apiKey: canary(), enabledUids: ['u1'] });
    const nowhere = 'http://127.0.0.1:9';
    const provider = { name: 'there', issuer: nowhere, client_id: 'x', client_secret: canary() };
    await using server = await startTestServer(dialect, {
      env: {
        OPENAI_COMPATIBLE_API_KEY: canary(),
        OMI_APP_ID: omi.app.id,
        OMI_APP_SECRET: omi.app.apiKey,
        OMI_API_BASE_URL: omi.url,
        OMI_WEBHOOK_SECRET: canary(),
        OIDC_PROVIDERS: JSON.stringify([provider]),
        PUBLIC_URL: 'https://chat.example.org',
        SMTP_URL: `smtp://post:${canary()}@127.0.0.1:9`,
      },
    });
    server.provider.answer(async (call) => {
      await call.emit(`You said ${call.question}`);
      await call.finish();
    });
    const [admin, ada] = [await server.admin(), await server.person('ada')];
    const walk: Walk = { server, admin, ada, secrets: new Set([admin.token, ada.token]), failures: [] };
    await usePasswordsAndFactors(walk);
    await useKeysAndLinks(walk);
    await speakAndWrite(walk);
    await tryEveryRoute(walk);

    const admins = bearer((await server.admin()).token);
    const places: Record<string, string> = {
      // These two tell whoever asked which name is unknown, and what the provider said.
      failures: walk.failures.filter((text) => !/"code":"E300[03]"/.test(text)).join('\n'),
      metrics: await (await fetch(`${server.url}/metrics`)).text(),
      snapshot: await (await fetch(`${server.url}/admin/metrics`, { headers: admins })).text(),
      audit: JSON.stringify(await runSql(server.database, 'select * from audit_log')),
      outbox: JSON.stringify(await runSql(server.database, 'select last_error from outbox')),
      // Last: what is done until now is written.
      log: server.logged(),
    };
    for (const text of Object.values(places)) expect(text.length).toBeGreaterThan(0);
    expect(places.metrics).toContain('omniai_');
    const looked = [MARK, ...walk.secrets];
    for (const secret of walk.secrets) expect(secret.length).toBeGreaterThanOrEqual(SHORTEST);
    const found = Object.entries(places).flatMap(([place, text]) =>
      looked.flatMap((secret) => {
        const at = text.indexOf(secret);
        return at < 0 ? [] : [`${place}: ${text.slice(Math.max(0, at - 200), at + 60)}`];
      }),
    );
    expect(found).toEqual([]);
  });
});
