import { expect, it } from 'vitest';
import { startTestServer } from '../../../test/server.ts';
import type { StepResult } from '../../admin/doctor/step.ts';

interface Checked {
  healthy: boolean;
  steps: StepResult[];
}

it('finds the step at which a provider fails, with its remedy', async () => {
  await using server = await startTestServer('sqlite', { env: { OLLAMA_BASE_URL: 'http://[::ffff:127.0.0.1]:9' } });
  const admin = await server.admin();
  const check = async (id: string) => (await admin.call<Checked>('POST', `/admin/providers/${id}/check`, {})).body;
  const stepOf = ({ steps }: Checked, name: string) => steps.find((step) => step.name === name);

  server.provider.answer((call) => call.emit('ok'));
  const good = await check('openai-compatible');
  expect(good.healthy).toBe(true);
  expect(good.steps.map(({ name, status }) => `${name} ${status}`)).toEqual([
    'name ok',
    'port ok',
    'models ok',
    'answer ok',
    'context ok',
  ]);
  const live = await admin.fetch(
    'POST',
    '/admin/providers/openai-compatible/check',
    {},
    {
      accept: 'application/x-ndjson',
    },
  );
  const lines = (await live.text()).trimEnd().split('\n');
  expect(lines.map((line): string => JSON.parse(line).name)).toEqual(good.steps.map(({ name }) => name));
  server.provider.answer((call) => call.refuse(500, 'out of memory'));
  const refused = await check('openai-compatible');
  expect(stepOf(refused, 'answer')).toMatchObject({
    status: 'fail',
    message: expect.stringContaining('out of memory'),
  });
  expect(stepOf(refused, 'context')?.status).toBe('skipped');

  expect(stepOf(await check('lmstudio'), 'port')).toMatchObject({
    status: 'fail',
    remedy: expect.stringMatching(/^Start it/),
  });
  const elsewhere = await check('ollama');
  expect(elsewhere.healthy).toBe(false);
  expect(stepOf(elsewhere, 'port')).toMatchObject({ remedy: expect.stringContaining('OLLAMA_HOST=0.0.0.0') });
  expect((await admin.call('POST', '/admin/providers/nothing/check', {})).body.error.code).toBe('E3000');
});
