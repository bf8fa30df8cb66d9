import { describe, expect, it } from 'vitest';
import { DIALECTS } from '../../test/database.ts';
import { startTestServer } from '../../test/server.ts';
import { ADMIN, createTestPerson } from '../../test/test-person.ts';
import { auditReader } from '../store/audit-reader.ts';
import { openStoreBeside } from '../store/open.ts';
import { runCommand } from './test/run-command.ts';
import { settingsOf } from './test/settings-of.ts';

const PASSWORD = 'four fat goats sing';

describe.each(DIALECTS)('omniai user beside a running server on %s', (dialect) => {
  it('adds people, lets them back in and shuts them out, as its audit log tells', async () => {
    await using server = await startTestServer(dialect);
    const admin = await server.admin();
    const run = (args: string[], input?: string) =>
      runCommand(settingsOf(server.database), ['user', ...args, '--json'], input);

    const added = await run(['add', 'Ada@example.org', '--name', 'Ada', '--admin', '--password-stdin'], PASSWORD);
    expect(added).toMatchObject({ exitCode: 0, json: { ok: true, user: { email: 'ada@example.org', role: 'admin' } } });
    const ada = await createTestPerson(server.url, '/auth/login', { email: 'ada@example.org', password: PASSWORD });

    const link = await run(['reset-password', 'ada@example.org']);
    const token = String(link.json.url).split('#token=')[1];
    const reset = await ada.call('POST', '/auth/reset/finish', { token, new_password: `${PASSWORD} again` });
    expect(reset.status).toBe(200);
    expect((await run(['demote', 'ada@example.org'])).json).toMatchObject({ user: { role: 'user' } });
    expect((await run(['reset-password', 'ada@example.org', '--password-stdin'], PASSWORD)).exitCode).toBe(0);
    const again = await server.signIn(await createTestPerson(server.url, '/auth/login', ADMIN));
    const back = await createTestPerson(server.url, '/auth/login', { email: 'ada@example.org', password: PASSWORD });
    const asked = await back.send('and meanwhile?');
    const call = await server.provider.call('and meanwhile?');
    await asked.until('meta');
    expect((await run(['disable', 'ada@example.org'])).json).toMatchObject({ user: { status: 'disabled' } });
    expect((await ada.call('GET', '/me')).status).toBe(401);
    const signIn = createTestPerson(server.url, '/auth/login', { email: 'ada@example.org', password: PASSWORD });
    await expect(signIn).rejects.toThrow('E2004');

    await expect.poll(() => call.isClosed).toBe(true);

    const { json } = await run(['demote', admin.email]);
    expect(json).toMatchObject({ ok: false, error: { message: expect.stringContaining('only administrator') } });
    expect((await again.call('GET', '/me')).status).toBe(200);

    const { store } = await openStoreBeside(server.database.location);
    const entries = await auditReader.listAfter(store.read, 0, 100).finally(() => store.close());
    const ours = entries.filter(({ ip }) => ip === 'command line').map(({ action }) => action);
    const change = 'user.change';
    expect(ours).toEqual(['user.create', 'user.reset_link', change, 'user.set_password', change]);
  });
});

describe('the command line', () => {
  it('says in one sentence what is wrong, and ends with a code that tells what kind of wrong it is', async () => {
    await using server = await startTestServer('sqlite');
    const run = (...args: string[]) => runCommand(settingsOf(server.database), args);
    expect(await run('user', 'disable', 'nobody@example.org')).toMatchObject({
      exitCode: 1,
      said: '',
      warned: 'Nobody has an account with the address nobody@example.org.',
    });
    expect((await run('user', 'add', 'x')).warned).toBe('The e-mail address must be an e-mail address.');
    expect((await runCommand({ PORT: 'x' }, ['user', 'disable', 'x@y.z'])).warned).toMatch(/^PORT must be/);
    const common = await runCommand(
      settingsOf(server.database),
      ['user', 'add', 'e@f.g', '--password-stdin'],
      'password1',
    );
    expect(common).toMatchObject({
      exitCode: 1,
      warned: expect.stringContaining('among the first that anybody tries'),
    });
    expect(await run('dance')).toMatchObject({ exitCode: 2, warned: expect.stringContaining("'dance'") });
    expect(await run('user', 'add')).toMatchObject({ exitCode: 2, warned: expect.stringContaining('email') });
  });

  it('explains every command', async () => {
    const pages = [[], ['start'], ['user'], ...['add', 'reset-password', 'disable', 'promote'].map((c) => ['user', c])];
    for (const page of pages) {
      const { exitCode, said } = await runCommand({}, [...page, '--help']);
      expect([page, exitCode, said.startsWith(`Usage: ${['omniai', ...page].join(' ')}`)]).toEqual([page, 0, true]);
    }
  });
});
