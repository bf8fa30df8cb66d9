import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createTestDatabase, DIALECTS, type TestDatabase } from '../../test/database.ts';
import { startTestServer } from '../../test/server.ts';
import { createId, type UserId } from '../kit/id.ts';
import { openStore } from '../store/open.ts';
import { withTables } from '../store/open-tables.ts';
import { userWriter } from '../store/user-writer.ts';
import { chatThrough } from './test/chat-through.ts';
import { runCommand } from './test/run-command.ts';
import { settingsOf } from './test/settings-of.ts';

const target = ({ location }: TestDatabase) => (location.startsWith('postgres') ? location : `sqlite:${location}`);

describe.each(DIALECTS)('omniai move from %s', (dialect) => {
  const otherDialect = dialect === 'sqlite' ? 'postgres' : 'sqlite';

  it('leaves the source as it was and a database on which people go on', async () => {
    await using from = await createTestDatabase(dialect);
    await using to = await createTestDatabase(otherDialect);
    await using server = await startTestServer(dialect, { database: from });
    const ada = await chatThrough(server, 'Where is the treasure?');
    const args = ['move', '--to', target(to), '--json'];
    const running = await runCommand(settingsOf(from), args);
    expect(running).toMatchObject({
      exitCode: 1,
      json: { error: { message: expect.stringMatching(/running|connected/) } },
    });
    await server.stop();

    const moved = await runCommand(settingsOf(from), args);
    expect(moved).toMatchObject({ exitCode: 0, json: { tables: { messages: { rows: 2 }, users: { rows: 2 } } } });
    const again = await runCommand(settingsOf(from), args);
    expect(again.json).toMatchObject({ error: { message: expect.stringContaining('accounts in the target already') } });

    await using next = await startTestServer(otherDialect, { database: to, provider: server.provider });
    const there = await next.signIn(ada);
    const memories = await there.call<{ items: { text: string }[] }>('GET', '/memories?q=treasure');
    expect(memories.body.items).toEqual([expect.objectContaining({ text: 'Remembers Where is the treasure?' })]);
    expect((await ada.fetch('GET', '/me').catch(() => undefined))?.ok).not.toBe(true);
    await chatThrough(next, 'New rows find free keys');
  }, 60_000);

  it('goes on where it was killed, and until then lets no server start', async () => {
    await using from = await createTestDatabase(dialect);
    await using to = await createTestDatabase(otherDialect);
    await addUsers(from, 5_000);
    const child = fork(join(import.meta.dirname, 'test/move-and-die.ts'), [from.location, to.location]);
    expect(await once(child, 'exit')).toEqual([null, 'SIGKILL']);
    expect(await countUsers(to)).toBe(2_000);
    await expect(startTestServer(otherDialect, { database: to })).rejects.toThrow('still being moved');

    const moved = await runCommand(settingsOf(from), ['move', '--to', target(to), '--json']);
    expect(moved).toMatchObject({ exitCode: 0, json: { tables: { users: { rows: 5_000 } } } });
    expect(await countUsers(to)).toBe(5_000);
  }, 60_000);
});

async function addUsers({ location }: TestDatabase, count: number): Promise<void> {
  const store = await openStore(location);
  await store.transact(async (tx) => {
    for (let i = 0; i < count; i += 1) {
      const row = { id: createId<UserId>(), email: `${i}@example.org`, display_name: 'x', password_hash: null };
      await userWriter.insert(tx, { ...row, role: 'user', status: 'active', created_at: i, updated_at: i });
    }
  });
  await store.close();
}

async function countUsers({ location }: TestDatabase): Promise<number> {
  return withTables(location, 'read', (tables) => tables.count('users'));
}
