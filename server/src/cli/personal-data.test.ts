import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { startTestServer } from '../../test/server.ts';
import { chatThrough } from './test/chat-through.ts';
import { runCommand } from './test/run-command.ts';
import { settingsOf } from './test/settings-of.ts';

it('takes what is one person’s out and puts it into another account, and tells them', async () => {
  await using server = await startTestServer('sqlite');
  const ada = await chatThrough(server, 'Where is the treasure?');
  const bob = await server.person();
  const run = (...args: string[]) => runCommand(settingsOf(server.database), args);
  const file = join(server.database.dir, 'ada.zip');
  const reason = 'She asked for it by telephone.';
  expect((await run('export', ada.email, '--to', file, '--reason', 'no')).warned).toContain('Give the reason');
  expect((await run('export', ada.email, '--to', file, '--reason', reason)).exitCode).toBe(0);
  expect((await stat(file)).mode & 0o077).toBe(0);
  const readLog = async () => (await ada.fetch('GET', '/account/access-log')).text();
  expect(await readLog()).toContain('account.export');

  expect((await run('import', bob.email, file)).warned).toBe('');
  const { body } = await bob.call<{ items: { text: string }[] }>('GET', '/memories?q=treasure');
  expect(body.items).toHaveLength(1);

  const told = await readLog();
  await writeFile(file, 'mine');
  expect((await run('export', ada.email, '--to', file, '--reason', reason)).exitCode).toBe(1);
  expect(await readFile(file, 'utf8')).toBe('mine');
  expect(await readLog()).toBe(told);
  expect((await run('import', bob.email, file)).exitCode).toBe(1);
});
