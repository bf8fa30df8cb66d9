import { execFileSync } from 'node:child_process';
import { expect, it, vi } from 'vitest';
import { createTestDatabase } from '../server/test/database.ts';
import { startScriptedProvider } from '../server/test/scripted-provider.ts';
import { ADMIN, createTestPerson } from '../server/test/test-person.ts';
import { startServerProcess } from './driver/server-process.ts';
import { settingsOf } from './driver/settings-of.ts';

/** How large a file may become that this process writes: the kernel refuses what goes beyond, as a full disk does. */
function limitFiles(pid: number, bytes: number | 'unlimited'): void {
  execFileSync('prlimit', ['--pid', String(pid), `--fsize=${bytes}:unlimited`]);
}

it.runIf(process.platform === 'linux')(
  'a disk that takes nothing more loses nothing, and all goes on once it does',
  async () => {
    await using database = await createTestDatabase('sqlite');
    await using provider = await startScriptedProvider();
    await using server = await startServerProcess(settingsOf(database, provider));
    const ada = await createTestPerson(server.url, '/auth/login', ADMIN);
    const running = await ada.send('survive');
    const call = await provider.call('survive');
    const { conversation_id } = (await running.until('meta')).data;
    await call.emit('before ');
    await vi.waitFor(async () => expect((await ada.messages(conversation_id))[0]?.text).toBe('before '), 30_000);

    limitFiles(server.pid, 4_096);
    const body = { text: 'no room', client_message_id: 'no room' };
    // Longer than it takes until all that is done by the clock has met the full disk.
    const fullUntilMs = performance.now() + 3_000;
    while (performance.now() < fullUntilMs) {
      expect(await ada.call('POST', '/chat/stream', body)).toMatchObject({
        status: 503,
        body: { error: { code: 'E1007' } },
      });
    }
    await call.emit('during ');
    await running.untilLength(14);
    expect((await ada.messages(conversation_id))[0]).toMatchObject({ status: 'streaming', text: 'before ' });
    expect((await fetch(`${server.url}/ready`)).status).toBe(200);
    limitFiles(server.pid, 'unlimited');

    const again = await ada.send(body);
    await call.emit('after');
    await call.finish();
    expect((await running.until('final')).data.message).toMatchObject({
      text: 'before during after',
      status: 'complete',
    });
    await again.leave();
    await server.kill();

    await using next = await startServerProcess(settingsOf(database, provider));
    const back = await createTestPerson(next.url, '/auth/login', {
      email: ada.email,
      password: 'correct horse battery',
    });
    expect((await back.messages(conversation_id))[0]).toMatchObject({
      text: 'before during after',
      status: 'complete',
    });
  },
);
