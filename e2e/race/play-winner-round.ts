import { createId, createSecret, hashSecret } from '../../server/src/kit/id.ts';
import type { TestDatabase } from '../../server/test/database.ts';
import { runSql } from '../../server/test/raw-sql.ts';

const PASSWORD = 'correct horse battery';
const TRIES = 20;
const ADMINS = 3;

/** Every act of a round goes to all servers at once, in turn. */
interface Arena {
  urls: readonly string[];
  database: TestDatabase;
}

type Tally = Record<string, number>;

/**
 * One round on an empty system that several servers share: of many tries at once to become the first admin, to use an invite, to have an
 * e-mail address, and of all admins to leave, exactly one wins or stays.
 * @throws Error that says which race had another end
 */
export async function playWinnerRound(arena: Arena): Promise<void> {
  const { urls, database } = arena;
  const setupToken = createSecret();
  for (const rows of ['users', 'invites', "instance_state where key = 'setup_token_hash'"]) {
    await runSql(database, `delete from ${rows}`);
  }
  await runSql(
    database,
    `insert into instance_state (key, value, updated_at) values ('setup_token_hash', '${hashSecret(setupToken)}', 0)`,
  );

  const asFirst = await register(arena, (i) => ({ email: `first-${i}@example.org`, setup_token: setupToken }));
  check('to be the first admin', asFirst.tally, 1);
  await checkCount(database, "role = 'admin'", 1);
  const admin = asFirst.tokens[0] ?? '';

  const invite = async (body: object) => {
    const { code } = await callJson<{ code: string }>(urls[0] ?? '', 'POST', '/admin/invites', admin, body);
    return code;
  };
  const single = await invite({ max_uses: 1 });
  const invited = await register(arena, (i) => ({ email: `guest-${i}@example.org`, invite_code: single }));
  check('to use an invite', invited.tally, 1);

  const many = await invite({ max_uses: TRIES });
  const spelled = (i: number) => (i % 2 === 0 ? 'Same@example.org' : 'same@example.org');
  const same = await register(arena, (i) => ({ email: spelled(i), invite_code: many }));
  check('to have an e-mail address', same.tally, 1);
  await checkCount(database, "lower(email) = 'same@example.org'", 1);

  const forAdmins = await invite({ max_uses: ADMINS - 1, role: 'admin' });
  const others = await register(arena, (i) => ({ email: `admin-${i}@example.org`, invite_code: forAdmins }));
  check('to use an invite of two', others.tally, ADMINS - 1);
  await checkCount(database, "role = 'admin'", ADMINS);
  await leaveAll(arena, [admin, ...others.tokens]);
  await checkCount(database, "role = 'admin' and status = 'active'", 1);
}

async function register({ urls }: Arena, bodyOf: (i: number) => object): Promise<{ tally: Tally; tokens: string[] }> {
  const tally: Tally = {};
  const tokens: string[] = [];
  const tries = Array.from({ length: TRIES }, async (_, i) => {
    const answer = await call(urls[i % urls.length] ?? '', 'POST', '/auth/register', undefined, {
      password: PASSWORD,
      ...bodyOf(i),
    });
    const body: { session_token?: string; error?: { code: string } } = JSON.parse(await answer.text());
    const outcome = body.error?.code ?? 'ok';
    tally[outcome] = (tally[outcome] ?? 0) + 1;
    if (body.session_token) tokens.push(body.session_token);
  });
  await Promise.all(tries);
  return { tally, tokens };
}

/** Every admin gives the role up, on each server at once. */
async function leaveAll({ urls }: Arena, tokens: readonly string[]): Promise<void> {
  const acts = tokens.map(async (token) => {
    const { user } = await callJson<{ user: { id: string } }>(urls[0] ?? '', 'GET', '/me', token);
    return () => urls.map((url) => call(url, 'PATCH', `/admin/users/${user.id}`, token, { role: 'user' }));
  });
  const ready = await Promise.all(acts);
  await Promise.all(ready.flatMap((leave) => leave()));
}

function call(url: string, method: string, path: string, token?: string, body?: object): Promise<Response> {
  return fetch(url + path, {
    method,
    headers: {
      // One address may not try that often.
      'x-forwarded-for': `2001:db8:${createId<string>().slice(-4)}::1`,
      ...(token && { authorization: `Bearer ${token}` }),
      ...(body && { 'content-type': 'application/json' }),
    },
    ...(body && { body: JSON.stringify(body) }),
  });
}

async function callJson<Body>(url: string, method: string, path: string, token: string, body?: object): Promise<Body> {
  const answer = await call(url, method, path, token, body);
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${path}: ${text}`);
  return JSON.parse(text);
}

function check(what: string, tally: Tally, winners: number): void {
  const lost = (tally.E2005 ?? 0) + (tally.E1003 ?? 0);
  if (tally.ok !== winners || lost !== TRIES - winners) throw new Error(`${what}: ${JSON.stringify(tally)}`);
}

async function checkCount(database: TestDatabase, condition: string, count: number): Promise<void> {
  const rows = await runSql(database, `select id from users where ${condition}`);
  if (rows.length !== count) throw new Error(`${rows.length} people with ${condition}, not ${count}`);
}
