import { execFile, execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSse, sendDelta, sendFinal, sendMeta } from '../test/sse.ts';
import { startStreamServer } from '../test/start-stream-server.ts';

const client = join(import.meta.dirname, '..');
let dir = '';
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'omniai-client-'));
  symlinkSync(join(client, '../node_modules'), join(dir, 'node_modules'));
  execFileSync(process.execPath, [join(client, 'script/build.ts'), join(dir, 'package')]);
}, 60_000);
afterAll(() => rmSync(dir, { recursive: true, force: true }));

test('the package as it is published streams an answer, asked for with a token and an id of its own', async () => {
  await using server = await startStreamServer([
    (response) => {
      openSse(response);
      sendMeta(response);
      sendDelta(response, 'Hello!', 0, 6);
      sendFinal(response, 'Hello!');
    },
  ]);
  const program = `
    import { createApiClient } from './package/index.js';
    const omni = createApiClient({ baseUrl: process.env.SERVER, token: 'key' });
    for await (const event of omni.stream({ kind: 'send', body: { text: 'Hi' } }))
      if (event.type === 'delta') process.stdout.write(event.text);
  `;
  const output = await run(program, server.baseUrl);
  expect(output).toBe('Hello!');
  expect(JSON.parse(server.seen[0]?.body ?? '')).toMatchObject({
    text: 'Hi',
    client_message_id: expect.stringMatching(/^[0-9a-f]{32}$/),
  });
});

test('its package file names what it needs and nothing of this repository', () => {
  const manifest = JSON.parse(readFileSync(join(dir, 'package/package.json'), 'utf8'));
  expect(Object.keys(manifest.dependencies)).toEqual(['eventsource-parser', 'openapi-fetch']);
  expect(manifest).not.toHaveProperty('private');
});

async function run(program: string, server: string): Promise<string> {
  const options = { cwd: dir, env: { ...process.env, SERVER: server } };
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', program], options);
  return stdout;
}
