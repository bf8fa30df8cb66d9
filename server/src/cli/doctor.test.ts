import { chmod } from 'node:fs/promises';
import { createServer } from 'node:http';
import { expect, it } from 'vitest';
import { startTestServer } from '../../test/server.ts';
import { webSteps } from '../admin/doctor/check-web.ts';
import { runSteps, type StepResult } from '../admin/doctor/step.ts';
import { runCommand } from './test/run-command.ts';
import { settingsOf } from './test/settings-of.ts';

const NOWHERE = 'http://127.0.0.1:9';

it('names what is wrong with the machine and the providers, each with its remedy', async () => {
  await using server = await startTestServer('sqlite');
  server.provider.answer((call) => call.emit('ok'));
  const settings = {
    ...settingsOf(server.database),
    PORT: new URL(server.url).port,
    OPENAI_COMPATIBLE_BASE_URL: server.provider.baseUrl,
    OLLAMA_BASE_URL: NOWHERE,
  };
  await chmod(server.database.dir, 0o755);
  const admin = await server.admin();
  const added = {
    id: 'cellar',
    kind: 'openai_compatible',
    name: 'Cellar',
    base_url: NOWHERE,
    is_private_allowed: true,
  };
  expect((await admin.call('POST', '/admin/providers', added)).status).toBe(200);
  const { exitCode, json } = await runCommand(settings, ['doctor', '--json']);
  const steps = new Map((json.steps as StepResult[]).map((step) => [step.name, step]));
  expect(exitCode).toBe(1);
  expect(steps.get('port')).toMatchObject({ status: 'ok', message: expect.stringContaining('by the server') });
  expect(steps.get('data folder')).toMatchObject({ status: 'warn', remedy: expect.stringContaining('chmod 700') });
  for (const name of [
    'disk space',
    'file system',
    'disk flush',
    'database',
    'schema',
    'OpenAI-compatible server: answer',
  ])
    expect([name, steps.get(name)?.status]).toEqual([name, 'ok']);
  for (const name of ['Ollama', 'Cellar']) {
    const [port, models] = [steps.get(`${name}: port`), steps.get(`${name}: models`)];
    expect(port).toMatchObject({ status: 'fail', remedy: expect.stringContaining('Start it') });
    expect(models?.status).toBe('skipped');
  }

  await server.stop();
  const blocker = createServer().listen(Number(settings.PORT), '127.0.0.1');
  const { OLLAMA_BASE_URL: _, ...others } = settings;
  const said = (await runCommand(others, ['doctor'])).said;
  blocker.close();
  expect(said).toMatch(/^FAILED {3}port: Another program listens/m);
  expect(said).toMatch(/^ +→ Stop it, or set PORT/m);
});

it('finds a proxy that holds events back, though it passes the first one on, and says nothing of what it cannot know', async () => {
  await using server = await startTestServer('sqlite');
  const proxy = createServer((request, response) => {
    void fetch(server.url + request.url)
      .then((answer) => answer.body?.getReader())
      .then(async (reader) => {
        const chunks: Uint8Array[] = [];
        for (let read = await reader?.read(); read && !read.done; read = await reader?.read()) {
          if (chunks.length === 0) response.write(read.value);
          chunks.push(read.value);
        }
        response.end(Buffer.concat(chunks.slice(1)));
      });
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  const address = proxy.address();
  if (address === null || typeof address === 'string') throw new Error('a proxy has a port');
  const look = async (url: string) => (await runSteps(webSteps(url))).map(({ name, status }) => `${name} ${status}`);
  const direct = await look(server.url);
  const behind = await look(`http://127.0.0.1:${address.port}`);
  proxy.close();
  expect(direct.slice(2)).toEqual(['public answer ok', 'proxy buffering ok']);
  expect(behind.slice(2)).toEqual(['public answer ok', 'proxy buffering fail']);
  expect(await look(NOWHERE)).toEqual([
    'public name ok',
    'public port fail',
    'public answer skipped',
    'proxy buffering skipped',
  ]);
});
