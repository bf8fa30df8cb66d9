import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createId, createSecret, hashSecret } from '../src/kit/id.ts';
import { DIALECTS } from './database.ts';
import { runSql } from './raw-sql.ts';
import { startTestServer, type TestServer } from './server.ts';
import { type Column, listColumns } from './table-column.ts';
import { ADMIN, type TestPerson } from './test-person.ts';
import { writePast } from './write-past.ts';

describe.each(DIALECTS)('deleting an account on %s', (dialect) => {
  let server: TestServer;
  let ada: TestPerson;
  let bob: TestPerson;
  beforeEach(async () => {
    server = await startTestServer(dialect);
    ada = await server.person('ada');
    bob = await server.person('bob');
  });
  afterEach(() => server[Symbol.asyncDispose]());

  /** The tables with an owner, each with the columns that a row needs. */
  async function listOwned(): Promise<Map<string, Column[]>> {
    const columns = await listColumns(server.database);
    const owned = columns.filter((column) => column.column_name === 'user_id').map((column) => column.table_name);
    return new Map(owned.map((table) => [table, columns.filter((c) => c.table_name === table && c.is_needed)]));
  }
  async function countRows(userId: string): Promise<Record<string, number>> {
    const counts: Record<string, number> = {};
    for (const table of (await listOwned()).keys()) {
      const [row] = await runSql(server.database, `select count(*) as n from ${table} where user_id = '${userId}'`);
      counts[table] = Number(row?.n);
    }
    return counts;
  }
  /** Puts a row of each person into every table that has owners, whatever it refers to. */
  async function fill(people: TestPerson[]) {
    const statements: string[] = [];
    for (const [table, columns] of await listOwned()) {
      for (const { id } of people) {
        const names = columns.map((column) => column.column_name).filter((name) => name !== 'user_id');
        const values = columns
          .filter((column) => column.column_name !== 'user_id')
          .map((column) => (column.is_text ? `'${createId<string>()}'` : String(statements.length + 1)));
        const list = ['user_id', ...names].map((name) => `"${name}"`).join(', ');
        statements.push(`insert into ${table} (${list}) values ('${id}', ${values.join(', ')}) on conflict do nothing`);
      }
    }
    await writePast(server.database, statements);
  }

  it('leaves nothing of the person in any table, and everything of the others', async () => {
    await fill([ada, bob]);
    const [before, bobs] = [await countRows(ada.id), await countRows(bob.id)];
    expect(Object.entries(before).filter(([, count]) => count === 0)).toEqual([]);
    expect((await ada.call('DELETE', '/account', { current_password: 'wrong' })).status).toBe(401);
    expect((await ada.call('DELETE', '/account', { current_password: ADMIN.password })).status).toBe(200);
    const after = await countRows(ada.id);
    expect(Object.entries(after).filter(([, count]) => count > 0)).toEqual([]);
    expect(await countRows(bob.id)).toEqual(bobs);
    expect(await runSql(server.database, `select id from users where id = '${ada.id}'`)).toEqual([]);
  });

  it('ends what is under way, takes no delivery any more, and leaves only the proof', async () => {
    const stream = await ada.send('Tell me everything');
    const call = await server.provider.call('Tell me everything');
    await call.emit('Once upon');
    await stream.untilLength(9);
    const token = createSecret();
    const now = Date.now();
    await writePast(server.database, [
      `insert into omi_links (id, user_id, omi_user_id, status, code_attempts, webhook_token_hash, created_at, verified_at)
        values ('l1', '${ada.id}', 'u1', 'active', 0, '${hashSecret(token)}', ${now}, ${now})`,
    ]);
    const deliver = () =>
      fetch(`${server.url}/omi-webhook/${token}?uid=u1`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          session_id: 'u1',
          segments: [{ id: createId(), text: 'Hello there.', speaker: 'SPEAKER_0', is_user: true, start: 0, end: 1 }],
        }),
      });
    const heard = async () => runSql(server.database, 'select id from transcript_segments');
    await deliver();
    expect(await heard()).toHaveLength(1);

    expect((await ada.call('DELETE', '/account', { current_password: ADMIN.password })).status).toBe(200);
    while (await stream.next());
    await call.emit(' a time').catch(() => undefined);
    await deliver();
    expect(await heard()).toEqual([]);
    expect((await ada.call('GET', '/me')).status).toBe(401);
    const credentials = { email: ada.email, password: ADMIN.password };
    const again = await fetch(`${server.url}/auth/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(credentials),
    });
    expect(again.status).toBe(401);
    const entries = await runSql(server.database, "select * from audit_log where action = 'account.delete'");
    expect(entries).toMatchObject([{ actor_user_id: ada.id, target_id: ada.id, ip: null, details: '{}' }]);
  });
});
