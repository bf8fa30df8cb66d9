import { expect, it } from 'vitest';
import { startOmiStandIn } from '../../e2e/omi/start-omi-stand-in.ts';
import { createId, createSecret, hashSecret } from '../src/kit/id.ts';
import { DIALECTS } from './database.ts';
import { runSql } from './raw-sql.ts';
import { startTestServer, type TestServer } from './server.ts';
import { listColumns } from './table-column.ts';
import { ADMIN } from './test-person.ts';

/** How many of each kind of act came through before the account is deleted in the midst of more. */
const BEFORE = 3;

it.each(DIALECTS)('an account on %s that is deleted under fire stays deleted', { timeout: 60_000 }, async (dialect) => {
  await using omi = await startOmiStandIn({ enabledUids: ['u1'] });
  await using server = await startTestServer(dialect, {
    env: { OMI_APP_ID: omi.app.id, OMI_APP_SECRET: omi.app.apiKey, OMI_API_BASE_URL: omi.url },
  });
  server.provider.answer(async (call) => {
    for (const word of ['Once ', 'upon ', 'a ', 'time.']) await call.emit(word);
    await call.finish();
  });
  const ada = await server.person('ada');
  const token = createSecret();
  await runSql(
    server.database,
    `insert into omi_links (id, user_id, omi_user_id, status, code_attempts, webhook_token_hash, created_at, verified_at)
     values ('${createId<string>()}', '${ada.id}', 'u1', 'active', 0, '${hashSecret(token)}', 0, 0)`,
  );
  const speak = (at: number) =>
    fetch(`${server.url}/omi-webhook/${token}?uid=u1`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        session_id: 'u1',
        segments: [
          {
            id: `s${at}`,
            text: `Hey Omi, what is ${at}?`,
            speaker: 'SPEAKER_0',
            is_user: true,
            start: at,
            end: at + 0.5,
          },
        ],
      }),
    });
  const soon = () => new Date(Date.now() + 50).toISOString();
  const acts: ((i: number) => Promise<Response>)[] = [
    speak,
    (i) => ada.fetch('POST', '/chat/stream', { text: `Tell me story ${i}` }),
    (i) => ada.fetch('POST', '/memories', { text: `Fact ${i}` }),
    (i) => ada.fetch('POST', '/followups', { message: `Reminder ${i}`, deliver_at: soon() }),
    (i) => ada.fetch('POST', '/omi/import/memories', { uid: 'u1', text: `Memory ${i}` }),
    (i) => ada.fetch('POST', '/account/api-keys', { name: `key ${i}` }),
  ];

  let isOver = false;
  const done = acts.map(() => 0);
  const { promise: underFire, resolve: goOn } = Promise.withResolvers<void>();
  const fire = acts.map(async (act, kind) => {
    for (let i = 0; !isOver; i += 1) {
      const answer = await act(i);
      await answer.text().catch(() => '');
      if (answer.ok) done[kind] = (done[kind] ?? 0) + 1;
      if (done.every((count) => count >= BEFORE)) goOn();
    }
  });
  await underFire;
  expect((await ada.call('DELETE', '/account', { current_password: ADMIN.password })).status).toBe(200);
  const pushed = omi.notifications.length;
  // What had been accepted a moment before may still be on its way; a second round of every act begins after the end.
  await Promise.all(acts.map(async (act, kind) => (await act(10_000 + kind)).text()));
  isOver = true;
  await Promise.all(fire);
  for (let i = 0; i < BEFORE; i += 1) await Promise.all(acts.map(async (act) => (await act(i)).text()));

  await server.stop(1_000);
  const asked = server.provider.calls.length;
  await using again = await startTestServer(dialect, { database: server.database, provider: server.provider });
  expect(await countRows(again, ada.id)).toEqual([]);
  expect(server.provider.calls).toHaveLength(asked);
  expect(omi.notifications.length - pushed).toBeLessThanOrEqual(1);
});

/** The tables that have rows of the person, each with how many. */
async function countRows({ database }: TestServer, userId: string): Promise<string[]> {
  const found: string[] = [];
  for (const { table_name: table, column_name: column } of await listColumns(database)) {
    if (column !== 'user_id') continue;
    const [row] = await runSql(database, `select count(*) as n from ${table} where user_id = '${userId}'`);
    if (Number(row?.n) > 0) found.push(`${table}: ${row?.n}`);
  }
  return found;
}
