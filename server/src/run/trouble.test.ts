import { DatabaseSync } from 'node:sqlite';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { DIALECTS } from '../../test/database.ts';
import { runSql } from '../../test/raw-sql.ts';
import { startTestServer, type TestServer } from '../../test/server.ts';
import type { TestPerson } from '../../test/test-person.ts';

describe.each(DIALECTS)('while the database takes nothing on %s', (dialect) => {
  let server: TestServer;
  let ada: TestPerson;
  beforeAll(async () => {
    server = await startTestServer(dialect);
    ada = await server.person();
  });
  afterAll(() => server[Symbol.asyncDispose]());

  /** Nothing can be written until the returned function is called. */
  async function breakDatabase(): Promise<() => Promise<void>> {
    if (dialect === 'sqlite') {
      const intruder = new DatabaseSync(server.database.location);
      intruder.exec('PRAGMA busy_timeout = 5000; BEGIN IMMEDIATE');
      return async () => intruder.close();
    }
    const name = new URL(server.database.location).pathname.slice(1);
    const asOwner = async (...statements: string[]) => {
      const client = new Client({ connectionString: inject('postgresUrl') });
      await client.connect();
      for (const statement of statements) await client.query(statement);
      await client.end();
    };
    await asOwner(
      `ALTER DATABASE ${name} WITH ALLOW_CONNECTIONS false`,
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${name}'`,
    );
    return () => asOwner(`ALTER DATABASE ${name} WITH ALLOW_CONNECTIONS true`);
  }

  it('sending is refused as trouble of ours, nothing is acknowledged, and it works again by itself', async () => {
    const mend = await breakDatabase();
    const body = { text: 'in trouble', client_message_id: 'trouble' };
    const refused = await ada.fetch('POST', '/chat/stream', body);
    expect(refused.status).toBe(503);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await refused.json()).toMatchObject({
      ok: false,
      error: { code: 'E1007', retry_after_s: expect.any(Number) },
    });
    await mend();
    expect(await runSql(server.database, `select id from messages where text = 'in trouble'`)).toEqual([]);
    const stream = await ada.send(body);
    await (await server.provider.call('in trouble')).finish();
    await stream.until('final');
    expect(
      server.provider.calls.filter(({ question, isClosed }) => question === 'in trouble' && !isClosed).length,
    ).toBeLessThanOrEqual(1);
  });

  it('a running answer goes on, reaches its readers and is stored whole afterwards', async () => {
    const stream = await ada.send('survive');
    const call = await server.provider.call('survive');
    const { conversation_id } = (await stream.until('meta')).data;
    await call.emit('before ');
    await stream.untilLength(7);
    const mend = await breakDatabase();
    await call.emit('during ');
    await stream.untilLength(14);
    await call.finish();
    const unfinished = stream.until('final');
    await expect.poll(() => server.logged()).toContain('could not be stored yet');
    await mend();
    expect((await unfinished).data.message).toMatchObject({ text: 'before during ', status: 'complete' });
    expect((await ada.messages(conversation_id))[0]).toMatchObject({ text: 'before during ', status: 'complete' });
  });
});
