import { describe, expect, it } from 'vitest';
import { DIALECTS, type Dialect, openTestStore } from '../../test/database.ts';
import { createTokenCounters } from '../context/token-counters.ts';
import { AppError } from '../errors.ts';
import { systemClock } from '../kit/clock.ts';
import { createId, type UserId } from '../kit/id.ts';
import { must } from '../kit/must.ts';
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
import { awaitAnswer } from './answer.ts';
import { sendMessage } from './send-message.ts';

const INSTANCE = 'test';
const NOT_NOW = new AppError('E1007');

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

/** A chat over a store that can be told to fail, or to report commits as failed which stand. */
async function openChat(dialect: Dialect) {
  const real = await openTestStore(dialect);
  let [failing, reported]: (Error | undefined)[] = [];
  const store: Store = {
    ...real,
    async transact(job) {
      if (failing) throw failing;
      const value = await real.transact(job);
      if (reported) throw reported;
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
  return {
    chat,
    fail(error: Error) {
      failing = error;
    },
    report(error: Error | undefined) {
      reported = error;
    },
    send: (text: string, clientMessageId?: string) =>
      sendMessage(chat, { viewer: ada, text, source: 'web', clientMessageId }),
    listRunning: () => runReader.listOwned(store.read, INSTANCE),
    async [Symbol.asyncDispose]() {
      failing = undefined;
      reported = undefined;
      await runs.drain(0);
      await real[Symbol.asyncDispose]();
    },
  };
}

describe.each(DIALECTS)('a commit that stands though it was reported as failed, on %s', (dialect) => {
  it('leaves no answer that is written for ever', async () => {
    await using lost = await openChat(dialect);
    const { runs } = lost.chat;
    const { meta } = await lost.send('Goes on.');
    lost.report(NOT_NOW);
    await expect(lost.send('Is lost.')).rejects.toBe(NOT_NOW);
    expect(await lost.listRunning()).toHaveLength(2);
    await expect(runs.tick()).rejects.toBe(NOT_NOW);
    lost.report(undefined);
    await expect.poll(() => runs.size).toBe(1);
    await runs.tick();
    expect(await lost.listRunning()).toEqual([meta.stream_id]);
  });

  it('is acknowledged to nobody until one is reported as done, and sent again gives its answer as interrupted', async () => {
    await using lost = await openChat(dialect);
    lost.report(NOT_NOW);
    for (let time = 0; time < 2; time += 1) await expect(lost.send('Once.', 'key')).rejects.toBe(NOT_NOW);
    lost.report(undefined);
    const answer = await lost.send('Once.', 'key');
    await lost.chat.runs.tick();
    const end = await awaitAnswer(lost.chat, answer);
    expect(end).toMatchObject({ event: 'error', data: { code: 'E1007', retryable: true } });
    expect(await lost.listRunning()).toEqual([]);
  });
});

it('an answer whose end cannot be stored ends for its readers as interrupted', async () => {
  await using lost = await openChat('sqlite');
  const answer = await lost.send('A question.');
  lost.fail(new Error('a reason that nobody knows'));
  must('live' in answer ? answer.live : null, 'a live run').abort('cancel');
  const end = await awaitAnswer(lost.chat, answer);
  expect(end).toMatchObject({ event: 'error', data: { code: 'E1007', retryable: true } });
});
