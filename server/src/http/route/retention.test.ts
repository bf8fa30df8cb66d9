import { afterEach, describe, expect, it, vi } from 'vitest';
import { DIALECTS } from '../../../test/database.ts';
import { startTestServer, type TestServer } from '../../../test/server.ts';
import type { TestPerson } from '../../../test/test-person.ts';
import { writePast } from '../../../test/write-past.ts';
import { runCommand } from '../../cli/test/run-command.ts';
import { settingsOf } from '../../cli/test/settings-of.ts';
import type { ConversationId, UserId } from '../../kit/id.ts';
import { openStoreBeside } from '../../store/open.ts';
import { retentionWriter } from '../../store/retention-writer.ts';

const DAY_MS = 86_400_000;
const FIRST_SWEEP_MS = 60_000;
/** More than are deleted at once. */
const MANY = 21;

interface Preview {
  conversations: number;
  messages: number;
  spaces: { space: string; days: number; limit: number | null; oldest: { title: string } | null; newest: object }[];
}

afterEach(() => vi.restoreAllMocks());

describe.each(DIALECTS)('how long conversations are kept on %s', (dialect) => {
  it('is foretold to each person and to admins, and done every hour', async () => {
    const timers = vi.spyOn(globalThis, 'setTimeout');
    await using server = await startTestServer(dialect);
    const sweep = timers.mock.calls.flatMap(([tick, ms]) => (ms === FIRST_SWEEP_MS ? [tick] : []));
    timers.mockRestore();
    const [ada, bob, admin] = [await server.person(), await server.person(), await server.admin()];
    const hers = await fill(server, ada);
    for (let i = 0; i < MANY; i += 1) await age(server, 70, await create(bob, 'of Bob'));
    await age(server, 40, await create(bob, 'younger'));
    const preview = async (query = '') => (await ada.call<Preview>('GET', `/account/retention/preview${query}`)).body;

    expect(await preview()).toMatchObject({ conversations: 0, messages: 0, spaces: [] });
    const found = await preview('?default=30');
    expect(found).toMatchObject({ conversations: 2, messages: 2 });
    expect(found.spaces).toMatchObject([
      { space: 'default', days: 30, limit: null, oldest: { title: 'archived' }, newest: { id: hers.answered } },
    ]);
    for (const query of ['?default=0', '?default=x', '?elsewhere=30'])
      expect((await ada.call('GET', `/account/retention/preview${query}`)).status).toBe(400);

    const limits = { default: 60, tasks: 10, friends: null };
    expect((await admin.call('PUT', '/admin/retention', { spaces: limits })).status).toBe(200);
    expect((await admin.call('GET', '/admin/retention')).body).toEqual({ ok: true, spaces: limits });
    await ada.call('PATCH', '/preferences', { retention_days: { default: 30, tasks: 100 } });
    expect(await preview()).toMatchObject({
      conversations: 3,
      spaces: [
        { space: 'default', days: 30, limit: 60 },
        { space: 'tasks', days: 10, limit: 10, conversations: 1 },
      ],
    });
    const foretold = { conversations: 3 + MANY, messages: 2, people: 2 };
    const everyone = await admin.call('GET', '/admin/retention/preview');
    expect(everyone.body).toMatchObject({
      ...foretold,
      spaces: [
        { space: 'default', conversations: 2 + MANY, messages: 2 },
        { space: 'tasks', conversations: 1, messages: 0 },
      ],
      users: [
        { user_id: bob.id, email: bob.email, conversations: MANY, messages: 0 },
        { user_id: ada.id, email: ada.email, conversations: 3, messages: 2 },
      ],
    });
    expect(JSON.stringify(everyone.body)).not.toMatch(/of Bob|archived|treasure/);
    expect((await admin.call('GET', '/admin/retention/preview?default=30')).body).toMatchObject({
      conversations: 4 + MANY,
    });
    const dry = await runCommand(settingsOf(server.database), ['retention', '--dry-run', '--json']);
    expect(dry).toMatchObject({ exitCode: 0, json: { ok: true, dry_run: true, ...foretold } });
    expect(await titles(bob)).toHaveLength(MANY + 1);

    expect(sweep).toHaveLength(1);
    sweep[0]?.();
    const sweeps = async () => {
      const { body } = await admin.call<{ items: object[] }>('GET', '/admin/audit?action=retention.sweep');
      return body.items;
    };
    await vi.waitFor(async () => expect(await sweeps()).toHaveLength(1), { timeout: 30_000 });
    expect(await sweeps()).toMatchObject([{ details: foretold }]);
    expect(await titles(bob)).toEqual(['younger']);
    expect(await titles(ada)).toEqual(['pinned', 'streaming', 'waiting', 'young']);
    expect((await ada.call('GET', `/conversations/${hers.answered}`)).status).toBe(404);
    const again = await runCommand(settingsOf(server.database), ['retention']);
    expect(again.said).toBe('0 conversations with 0 messages of 0 people were deleted.');
    expect(await sweeps()).toHaveLength(1);
  }, 60_000);

  it('takes nothing that changed after it was found', async () => {
    await using server = await startTestServer(dialect);
    const ada = await server.person();
    const [old, young] = [await create(ada, 'old'), await create(ada, 'young')];
    await age(server, 40, old);
    const due = { owner: ada.id as UserId, space: 'default', before: Date.now() - 30 * DAY_MS };
    const { store } = await openStoreBeside(server.database.location);
    const ids = [young, old] as ConversationId[];
    const gone = await store.transact((tx) => retentionWriter.remove(tx, due, ids)).finally(() => store.close());
    expect(gone).toEqual([false, true]);
    expect(await titles(ada)).toEqual(['young']);
  });
});

/** Conversations of every kind, all but one of them old: three that a month ends, of which one is in another space, and those that stay. */
async function fill(server: TestServer, person: TestPerson): Promise<{ answered: string }> {
  const question = 'Where is the treasure?';
  const stream = await person.send(question);
  const call = await server.provider.call(question);
  await call.emit('Under the oak.');
  await call.finish();
  const { data } = await stream.until('meta');
  await stream.until('final');
  const pinned = await create(person, 'pinned');
  await person.call('PATCH', `/conversations/${pinned}`, { pinned: true });
  const archived = await create(person, 'archived');
  await person.call('PATCH', `/conversations/${archived}`, { archived: true });
  const task = await create(person, 'a task', 'tasks');
  const waiting = await create(person, 'waiting');
  const later = { message: 'Dig', deliver_at: '2999-01-01T00:00:00Z', conversation_id: waiting };
  expect((await person.call('POST', '/followups', later)).status).toBe(200);
  const streaming = await create(person, 'streaming');
  await (await person.send({ text: 'Slowly', conversation_id: streaming })).until('meta');
  await create(person, 'young');
  await age(server, 35, data.conversation_id, pinned, task, waiting, streaming);
  await age(server, 50, archived);
  return { answered: data.conversation_id };
}

async function create(person: TestPerson, title: string, space = 'default'): Promise<string> {
  const { body } = await person.call<{ conversation: { id: string } }>('POST', '/conversations', { title, space });
  return body.conversation.id;
}

/** Makes conversations as old as if nobody had touched them for so many days. */
async function age(server: TestServer, days: number, ...ids: string[]): Promise<void> {
  const list = ids.map((id) => `'${id}'`).join(', ');
  await writePast(server.database, [
    `update conversations set updated_at = ${Date.now() - days * DAY_MS} where id in (${list})`,
  ]);
}

async function titles(person: TestPerson): Promise<string[]> {
  const { body } = await person.call<{ items: { title: string }[] }>('GET', '/conversations?limit=100');
  return body.items.map(({ title }) => title).sort();
}
