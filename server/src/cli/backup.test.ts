import { readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createTestDatabase, DIALECTS } from '../../test/database.ts';
import { startTestServer } from '../../test/server.ts';
import { chatThrough } from './test/chat-through.ts';
import { runCommand } from './test/run-command.ts';
import { settingsOf } from './test/settings-of.ts';

interface BackupBody {
  backup: { name: string; path: string; rows: Record<string, number> };
}

describe.each(DIALECTS)('a backup of a running server on %s', (dialect) => {
  it('holds one moment of it, comes back on either database, and replaces nothing unasked', async () => {
    await using server = await startTestServer(dialect);
    const settings = settingsOf(server.database);
    const ada = await chatThrough(server, 'Where is the treasure?');
    const headers = { authorization: `Bearer ${ada.token}`, 'content-type': 'application/octet-stream' };
    const note = { method: 'POST', headers, body: 'The treasure map' };
    expect((await fetch(`${server.url}/files`, note)).status).toBe(200);
    const made = await runCommand(settings, ['backup', '--json']);
    expect(made).toMatchObject({
      exitCode: 0,
      json: { backup: { source: dialect, rows: { messages: 2, memories: 1 }, files: { count: 1, missing: 0 } } },
    });
    const { path } = (made.json as unknown as BackupBody).backup;
    expect((await stat(path)).mode & 0o077).toBe(0);
    await chatThrough(server, 'Somebody else, later');

    const running = await runCommand(settings, ['restore', path, '--force']);
    expect([running.exitCode, running.warned]).toEqual([1, expect.stringMatching(/already running|is connected/)]);
    await server.stop();
    await rm(join(server.database.dir, 'files'), { recursive: true });
    const refused = await runCommand(settings, ['restore', path]);
    expect(refused).toMatchObject({ exitCode: 1, warned: expect.stringContaining('accounts in the database already') });
    const other = { ...settings, SESSION_SECRET: 'o'.repeat(32) };
    expect((await runCommand(other, ['restore', path, '--force'])).warned).toContain('another session secret');

    const restored = await runCommand(settings, ['restore', path, '--force', '--json']);
    expect(restored).toMatchObject({ exitCode: 0, json: { ok: true } });
    await expectOnly(ada.email, server.database, server.provider);
    if (dialect === 'sqlite')
      expect(await readdir(server.database.dir)).toContainEqual(expect.stringMatching(/\.before-/));

    await using elsewhere = await createTestDatabase(dialect === 'sqlite' ? 'postgres' : 'sqlite');
    expect(await runCommand(settingsOf(elsewhere), ['restore', path])).toMatchObject({ exitCode: 0 });
    await expectOnly(ada.email, elsewhere, server.provider);
  }, 60_000);
});

/** The person of the backup is there with what they wrote, and nobody who came later; sessions of before are over. */
async function expectOnly(
  email: string,
  database: Awaited<ReturnType<typeof createTestDatabase>>,
  provider: Awaited<ReturnType<typeof startTestServer>>['provider'],
): Promise<void> {
  const dialect = database.location.startsWith('postgres') ? 'postgres' : 'sqlite';
  await using server = await startTestServer(dialect, { database, provider });
  const admin = await server.admin();
  const { body } = await admin.call<{ items: { email: string }[] }>('GET', '/admin/users');
  expect(body.items.map((user) => user.email)).toEqual([email, admin.email]);
  const again = await server.signIn({ ...admin, email });
  const found = await again.call<{ items: { id: string }[] }>('GET', '/conversations');
  const messages = await again.messages(found.body.items[0]?.id ?? '');
  expect(messages.map(({ text }) => text)).toEqual(['An answer with an owl 🦉.', 'Where is the treasure?']);
  const files = await again.call<{ items: { id: string }[] }>('GET', '/files');
  expect(await (await again.fetch('GET', `/files/${files.body.items[0]?.id}`)).text()).toBe('The treasure map');
  const memories = await again.call<{ items: { text: string }[] }>('GET', '/memories?q=treasure');
  expect(memories.body.items).toHaveLength(1);
}

describe('backups', () => {
  it('are made by an administrator over HTTP too, listed, and make room for new ones', async () => {
    await using server = await startTestServer('sqlite');
    const admin = await server.admin();
    const first = await admin.call<BackupBody>('POST', '/admin/backup', {});
    const second = await admin.call<BackupBody>('POST', '/admin/backup', { keep: 1 });
    expect([first.status, second.status]).toEqual([200, 200]);
    const { body } = await admin.call<{ items: { name: string }[] }>('GET', '/admin/backups');
    expect(body.items.map(({ name }) => name)).toEqual([second.body.backup.name]);
    expect(JSON.stringify(second.body)).not.toContain(server.database.dir);
    const both = await Promise.all([1, 2].map(() => admin.call('POST', '/admin/backup', {})));
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    const listed = await runCommand(settingsOf(server.database), ['backup', 'list', '--json']);
    expect(listed.json.items).toHaveLength(2);
  });

  it('that were damaged are found out before anything is replaced', async () => {
    await using server = await startTestServer('sqlite');
    const settings = settingsOf(server.database);
    const { json } = await runCommand(settings, ['backup', '--json']);
    const { path } = (json as unknown as BackupBody).backup;
    await server.stop();
    expect((await runCommand(settings, ['backup', 'check', path])).exitCode).toBe(0);
    expect((await runCommand(settings, ['backup', 'check', basename(path)])).exitCode).toBe(0);

    const manifest = await readFile(join(path, 'manifest.json'), 'utf8');
    await writeFile(join(path, 'manifest.json'), manifest.replace('"users": 1', '"users": 2'));
    expect((await runCommand(settings, ['backup', 'check', path])).warned).toContain('users has 1 rows instead of 2');
    await writeFile(join(path, 'manifest.json'), manifest);
    const bytes = await readFile(join(path, 'omniai.db'));
    bytes[5_000] = (bytes[5_000] ?? 0) ^ 1;
    await writeFile(join(path, 'omniai.db'), bytes);
    const restored = await runCommand(settings, ['restore', path, '--force']);
    expect(restored).toMatchObject({ exitCode: 1, warned: expect.stringContaining('damaged') });
    expect(await readdir(server.database.dir)).not.toContainEqual(expect.stringMatching(/\.before-|\.restoring/));
  });
});
