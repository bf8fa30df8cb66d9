import { expect, it } from 'vitest';
import { DIALECTS, openTestStore } from '../../test/database.ts';
import { createTokenCounters } from '../context/token-counters.ts';
import { AppError } from '../errors.ts';
import { systemClock } from '../kit/clock.ts';
import { createId, type UserId } from '../kit/id.ts';
import { createSecretBox } from '../kit/secret-box.ts';
import { createLog } from '../log.ts';
import { createRegistry } from '../provider/registry.ts';
import type { BaseProvider } from '../provider/spec.ts';
import { createRuns } from '../run/runs.ts';
import type { Store } from '../store/open.ts';
import { runReader } from '../store/run-reader.ts';
import { userWriter } from '../store/user-writer.ts';
import { toolLimits } from '../tool/limits.ts';
import { createToolBox } from '../tool/tool-box.ts';
import { sendMessage } from './send-message.ts';

const INSTANCE = 'test';

const silent: BaseProvider = {
  id: 'silent',
  name: 'Silent',
  is_model: true,
  async *chat_stream(_, signal) {
    await new Promise((resolve) => signal.addEventListener('abort', resolve));
    yield { type: 'error', error: new AppError('E3001') };
  },
  list_models: async () => [{ id: 'm', name: 'm', context_length: null }],
  health: async () => ({ status: 'up', message: null }),
};

it.each(DIALECTS)('an answer whose commit stands though it was reported as failed is ended, on %s', async (dialect) => {
  await using real = await openTestStore(dialect);
  let isBroken = false;
  const store: Store = {
    ...real,
    async transact(job) {
      const value = await real.transact(job);
      if (isBroken) throw new AppError('E1007');
      return value;
    },
  };
  const [clock, log] = [systemClock, createLog('silent')];
  const registry = createRegistry({ providers: [{ provider: silent, isConfigured: true }], clock, log });
  await registry.tick();
  const runs = createRuns({ store, clock, log, instance: INSTANCE, after: async () => undefined });
  const toolBox = createToolBox({ box: createSecretBox('s'), limits: toolLimits, searxngUrl: null });
  const counters = createTokenCounters(log);
  const chat = { store, runs, registry, clock, toolBox, counters, loadPicture: async () => new Uint8Array() };
  const ada = createId<UserId>();
  const row = { id: ada, email: 'ada@example.org', display_name: 'Ada', password_hash: null };
  const rest = { role: 'user', status: 'active', created_at: 1, updated_at: 1 } as const;
  await store.transact((tx) => userWriter.insert(tx, { ...row, ...rest }));
  const send = (text: string) => sendMessage(chat, { viewer: ada, text, source: 'web' });

  const { meta } = await send('Goes on.');
  isBroken = true;
  await expect(send('Is lost.')).rejects.toMatchObject({ code: 'E1007' });
  expect(await runReader.listOwned(store.read, INSTANCE)).toHaveLength(2);
  await expect(runs.tick()).rejects.toMatchObject({ code: 'E1007' });
  isBroken = false;
  await expect.poll(() => runs.size).toBe(1);
  await runs.tick();
  expect(await runReader.listOwned(store.read, INSTANCE)).toEqual([meta.stream_id]);
  await runs.drain(0);
});
