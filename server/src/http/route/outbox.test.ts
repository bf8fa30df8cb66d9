import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DIALECTS } from '../../../test/database.ts';
import { runSql } from '../../../test/raw-sql.ts';
import { startTestServer, type TestServer } from '../../../test/server.ts';
import type { TestError, TestPerson } from '../../../test/test-person.ts';
import { createId } from '../../kit/id.ts';

interface Item {
  id: string;
  kind: string;
  owner_id: string | null;
  status: string;
  attempts: number;
  reason: string | null;
}
interface Listed {
  items: Item[];
  nextCursor?: string;
}

const SECRET = 'where the treasure lies';

describe.each(DIALECTS)('the outbox that an admin sees on %s', (dialect) => {
  let server: TestServer;
  let admin: TestPerson;
  let ada: TestPerson;
  beforeAll(async () => {
    server = await startTestServer(dialect);
    admin = await server.admin();
    ada = await server.person();
  });
  afterAll(() => server[Symbol.asyncDispose]());

  async function park(kind: string): Promise<string> {
    const id = createId<string>();
    await runSql(
      server.database,
      `insert into outbox (id, kind, user_id, subject_id, payload, dedupe_key, status, attempts, due_at, last_error, created_at, updated_at)
       values ('${id}', '${kind}', '${ada.id}', null, '{"text":"${SECRET}"}', '${id} ${SECRET}', 'parked', 14, 1000, 'nobody there', 1000, 2000)`,
    );
    return id;
  }
  const list = async (query: string) => (await admin.call<Listed>('GET', `/admin/outbox${query}`)).body;
  const retry = (id: string) => admin.call<TestError & { item: Item }>('POST', `/admin/outbox/${id}/retry`);
  const audit = (action: string) =>
    runSql(server.database, `select actor_user_id, target_id, details from audit_log where action = '${action}'`);

  it('shows what was parked and why, never what it says, and notes who looked', async () => {
    const id = await park('import_photos');
    const answer = await admin.fetch('GET', '/admin/outbox?status=parked');
    const text = await answer.text();
    expect(text).not.toContain(SECRET);
    expect(JSON.parse(text).items).toEqual([
      {
        id,
        kind: 'import_photos',
        owner_id: ada.id,
        status: 'parked',
        attempts: 14,
        reason: 'nobody there',
        due_at: '1970-01-01T00:00:01.000Z',
        created_at: '1970-01-01T00:00:01.000Z',
        updated_at: '1970-01-01T00:00:02.000Z',
      },
    ]);
    expect((await list('?status=done')).items).toEqual([]);
    const [entry] = await audit('outbox.list');
    expect(entry).toMatchObject({ actor_user_id: admin.id, details: '{"count":1,"status":"parked"}' });
  });

  it('comes page by page, newest first', async () => {
    const ids = [await park('x'), await park('y'), await park('z')];
    const first = await list('?limit=2');
    const second = await list(`?limit=2&cursor=${first.nextCursor}`);
    const seen = [...first.items, ...second.items].map(({ id }) => id);
    expect(seen.slice(0, 3)).toEqual(ids.reverse());
    expect((await admin.call('GET', '/admin/outbox?cursor=made-up')).body.error.code).toBe('E1001');
    expect((await admin.call('GET', '/admin/outbox?status=lost')).body.error.code).toBe('E1001');
  });

  it('tries a parked row anew at once, with all its tries, and notes who asked for it', async () => {
    const id = await park('strange');
    const { status, body } = await retry(id);
    expect([status, body.item]).toMatchObject([200, { id, status: 'pending', attempts: 0 }]);
    const find = async () => (await list('?limit=100')).items.find((item) => item.id === id);
    await expect.poll(find).toMatchObject({ status: 'parked', attempts: 1, reason: 'nothing here delivers "strange"' });
    expect(await audit('outbox.retry')).toEqual([
      { actor_user_id: admin.id, target_id: id, details: `{"kind":"strange","owner_id":"${ada.id}"}` },
    ]);
  });

  it('tries nothing that is not parked, or not there', async () => {
    const { body } = await ada.call<{ followup_id: string }>('POST', '/followups', {
      message: 'Later',
      deliver_at: '2999-01-01T00:00:00Z',
    });
    expect(body.followup_id).toBeDefined();
    const [waiting] = (await list('?status=pending')).items;
    expect(waiting?.kind).toBe('follow_up');
    const refused = await retry(waiting?.id ?? '');
    expect([refused.status, refused.body.error.code]).toEqual([409, 'E1003']);
    const missing = await retry(createId());
    expect([missing.status, missing.body.error.code]).toEqual([404, 'E1002']);
    expect(await audit('outbox.retry')).toHaveLength(1);
  });

  it('is for admins alone', async () => {
    for (const [method, path] of [
      ['GET', '/admin/outbox'],
      ['POST', `/admin/outbox/${createId()}/retry`],
    ] as const)
      expect((await ada.call(method, path)).body.error.code).toBe('E2001');
  });
});
