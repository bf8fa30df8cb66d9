import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DIALECTS } from '../../../test/database.ts';
import { runSql } from '../../../test/raw-sql.ts';
import { startTestServer, type TestServer } from '../../../test/server.ts';
import type { TestMessage, TestPerson } from '../../../test/test-person.ts';
import type { Notification } from '../../context/notification.ts';

describe.each(DIALECTS)('an admin who reads a chat on %s', (dialect) => {
  let server: TestServer;
  let admin: TestPerson;
  let ada: TestPerson;
  let conversation: string;
  beforeAll(async () => {
    server = await startTestServer(dialect);
    admin = await server.admin();
    ada = await server.person();
    server.provider.answer((call) => call.finish());
    const sent = await ada.call<{ conversation_id: string }>('POST', '/messages/send', { text: 'my secret diary' });
    conversation = sent.body.conversation_id;
  });
  afterAll(() => server[Symbol.asyncDispose]());

  const read = (body: object, owner = ada.id) =>
    admin.call<{ items: TestMessage[] }>('POST', `/admin/users/${owner}/conversations/${conversation}/read`, body);
  const entries = () => runSql(server.database, `select details from audit_log where action = 'conversation.read'`);

  it('gives a reason of more than a word, or reads nothing', async () => {
    for (const reason of [undefined, '', 'because', '          '])
      expect((await read({ reason })).status, String(reason)).toBe(400);
    const other = await server.person();
    expect((await read({ reason: 'A complaint of a colleague' }, other.id)).status).toBe(404);
    expect(await entries()).toEqual([]);
    const ownRoad = await admin.call('GET', `/conversations/${conversation}/messages`);
    expect(ownRoad.body.error.code).toBe('E1002');
  });

  it('is written down and told to the person, with the reason, each time and once a day', async () => {
    const reason = 'You asked us to look into a wrong answer';
    const { body } = await read({ reason });
    expect(body.items.map(({ text }) => text)).toContain('my secret diary');
    await read({ reason, limit: 1 });
    expect((await entries()).map(({ details }) => JSON.parse(String(details)))).toEqual([
      { conversation_id: conversation, messages: 2, reason },
      { conversation_id: conversation, messages: 1, reason },
    ]);
    const told = await ada.call<{ items: Notification[] }>('GET', '/notifications');
    expect(told.body.items).toMatchObject([{ kind: 'account_read', conversation_id: conversation }]);
    expect(told.body.items[0]?.text).toContain(reason);
    const log = await ada.call<{ items: { action: string; by: string; details: { reason?: string } }[] }>(
      'GET',
      '/account/access-log?limit=1',
    );
    expect(log.body.items).toMatchObject([{ action: 'conversation.read', by: 'someone_else', details: { reason } }]);
  });

  it('finds no text anywhere else in the administration', async () => {
    const paths = [
      '/admin/users',
      `/admin/users/${ada.id}`,
      '/admin/outbox',
      '/admin/audit',
      '/admin/usage',
      '/admin/streams',
    ];
    for (const path of paths) {
      const answer = await (await admin.fetch('GET', path)).text();
      expect(answer, path).not.toContain('secret diary');
    }
  });
});
