import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { AppError } from '../errors.ts';
import { systemClock } from '../kit/clock.ts';
import type { Candidate } from './choose-model.ts';
import { createProviders, type ProviderSettings } from './from-settings.ts';
import { RefusalError } from './http/refusal-error.ts';
import { createRegistry, type RegistryOptions, type StoredSetup } from './registry.ts';
import { type Exchange, openHostileServer, type Script } from './test/hostile-server.ts';

const log = { info: () => undefined, warn: () => undefined, debug: () => undefined };

const listOf =
  (...ids: string[]) =>
  ({ response }: Exchange): void => {
    response.end(
      JSON.stringify({ data: ids.map((id) => ({ id, max_model_len: 4096 })), models: ids.map((name) => ({ name })) }),
    );
  };

const NOTHING: ProviderSettings = {
  ollamaBaseUrl: null,
  lmstudioBaseUrl: null,
  openaiCompatible: null,
  openai: null,
  anthropic: null,
  google: null,
  docsDir: '/nowhere',
};

interface World {
  /** What answers for each provider; nothing listens for those left out. */
  compatible?: Script;
  lmstudio?: Script;
  ollama?: Script;
  defaults?: RegistryOptions['defaults'];
  /** For tests that wait for one of them to pass. */
  times?: { refreshMs?: number; searchMs?: number; checkMs?: number; firstCheckWaitMs?: number };
}

/** A registry over real adapters in front of scripted servers; disposes of all of it. */
async function openWorld({ compatible, lmstudio, ollama, defaults = { provider: null, model: null }, times }: World) {
  const closed = await openHostileServer(() => undefined);
  await closed.close();
  const open = async (script: Script | undefined) => (script ? await openHostileServer(script) : undefined);
  const [compatibleServer, lmstudioServer, ollamaServer] = await Promise.all([
    open(compatible),
    open(lmstudio),
    open(ollama),
  ]);
  const settings: ProviderSettings = {
    openaiCompatible: compatibleServer ? { baseUrl: compatibleServer.url, apiKey: null, name: 'Rack' } : null,
    lmstudioBaseUrl: lmstudioServer?.url ?? closed.url,
    ollamaBaseUrl: ollamaServer?.url ?? closed.url,
    openai: null,
    anthropic: null,
    google: null,
    docsDir: '/nowhere',
  };
  const registry = createRegistry({
    providers: createProviders(settings),
    defaults,
    clock: systemClock,
    log,
    refreshMs: 20,
    checkMs: 10_000,
    firstCheckWaitMs: 10_000,
    ...times,
  });
  return {
    registry,
    servers: { compatible: compatibleServer, lmstudio: lmstudioServer, ollama: ollamaServer },
    async [Symbol.asyncDispose]() {
      await registry.stop();
      await Promise.all([compatibleServer, lmstudioServer, ollamaServer].map((server) => server?.close()));
    },
  };
}

const shown = ({ provider, model }: Candidate): string => `${provider.id}/${model.id}`;

test('one that nobody set up is expected only after it was found', async () => {
  let isUp = false;
  const script: Script = (exchange) => (isUp ? listOf('llama')(exchange) : void exchange.response.writeHead(500).end());
  const server = await openHostileServer(script);
  const [ollama] = createProviders({ ...NOTHING, ollamaBaseUrl: server.url });
  if (!ollama) throw new Error('it was set');
  const found = { ...ollama, isConfigured: false };
  const registry = createRegistry({ providers: [found], clock: systemClock, log });
  const look = async () => {
    await registry.tick();
    return registry.list().map(({ status, is_expected }) => [status, is_expected]);
  };
  expect(await look()).toEqual([['down', false]]);
  isUp = true;
  expect(await look()).toEqual([['up', true]]);
  isUp = false;
  expect(await look()).toEqual([['down', true]]);
  await registry.stop();
  await server.close();
});

describe('while there is no model', () => {
  const times = { refreshMs: 60_000, searchMs: 10 };

  test('one that is started is found soon', async () => {
    let isUp = false;
    await using world = await openWorld({
      ollama: (exchange) => (isUp ? listOf('llama')(exchange) : void exchange.response.writeHead(500).end()),
      times,
    });
    const statusOf = () => world.registry.list().find(({ id }) => id === 'ollama')?.status;
    world.registry.start();
    await expect.poll(statusOf).toBe('down');
    isUp = true;
    await expect.poll(statusOf).toBe('up');
  });

  test('a vendor with a key is not asked more often', async () => {
    let asked = 0;
    const server = await openHostileServer(({ response }) => {
      asked += 1;
      response.writeHead(401).end();
    });
    const openaiCompatible = { baseUrl: server.url, apiKey: 'key', name: 'Vendor' };
    const providers = createProviders({ ...NOTHING, openaiCompatible });
    const registry = createRegistry({ providers, clock: systemClock, log, ...times });
    registry.start();
    await sleep(300);
    await registry.stop();
    await server.close();
    expect(asked).toBe(1);
  });

  test('one is searched for, and no longer when there is one', async () => {
    let asked = 0;
    await using world = await openWorld({
      ollama: ({ response }) => {
        asked += 1;
        response.writeHead(500).end();
      },
      lmstudio: listOf('qwen'),
      times,
    });
    world.registry.start();
    await expect.poll(() => world.registry.list().find(({ id }) => id === 'lmstudio')?.status).toBe('up');
    // For the questions that are on their way.
    await sleep(500);
    const before = asked;
    await sleep(100);
    expect(asked).toBe(before);
  });
});

describe('the default choice', () => {
  test('is the first model of the first healthy provider, not an embedding model', async () => {
    await using world = await openWorld({ lmstudio: listOf('text-embedding-nomic', 'qwen'), ollama: listOf('llama') });
    world.registry.start();
    expect(shown(await world.registry.defaultChoice())).toBe('lmstudio/qwen');
  });

  test('passes over providers that are down or empty', async () => {
    await using world = await openWorld({ compatible: listOf(), ollama: listOf('llama:latest') });
    world.registry.start();
    expect(shown(await world.registry.defaultChoice())).toBe('ollama/llama:latest');
  });

  test('is the guide where there is nothing else', async () => {
    await using world = await openWorld({});
    world.registry.start();
    expect(shown(await world.registry.defaultChoice())).toBe('guide/guide');
  });

  test('is the guide while a provider does not answer, after a bounded wait', async () => {
    await using world = await openWorld({ compatible: () => undefined, times: { firstCheckWaitMs: 150 } });
    world.registry.start();
    const before = performance.now();
    expect(shown(await world.registry.defaultChoice())).toBe('guide/guide');
    expect(performance.now() - before).toBeLessThan(1_500);
  });

  test('stays with a configured provider that went down, so that people are told and not guided', async () => {
    let isUp = true;
    await using world = await openWorld({
      compatible: (exchange) => (isUp ? listOf('big')(exchange) : void exchange.response.writeHead(500).end()),
    });
    await world.registry.tick();
    isUp = false;
    await world.registry.tick();
    expect(world.registry.list()[0]).toMatchObject({ id: 'openai-compatible', status: 'down' });
    expect(shown(await world.registry.defaultChoice())).toBe('openai-compatible/big');
  });

  test('is the configured pair, without waiting and even if it is not listed', async () => {
    const defaults = { provider: 'openai-compatible', model: 'hidden' };
    await using world = await openWorld({ compatible: () => undefined, defaults });
    world.registry.start();
    expect(shown(await world.registry.defaultChoice())).toBe('openai-compatible/hidden');
    expect(world.registry.list()[0]?.status).toBe('unknown');
  });

  test('is the first model of the configured provider, or the configured model wherever it is', async () => {
    const scripts = { lmstudio: listOf('qwen'), ollama: listOf('llama', 'gemma') };
    await using first = await openWorld({ ...scripts, defaults: { provider: 'ollama', model: null } });
    await using second = await openWorld({ ...scripts, defaults: { provider: null, model: 'gemma' } });
    first.registry.start();
    second.registry.start();
    expect(shown(await first.registry.defaultChoice())).toBe('ollama/llama');
    expect(shown(await second.registry.defaultChoice())).toBe('ollama/gemma');
  });

  test('names the providers there are when the configured one is none of them', async () => {
    await using world = await openWorld({ defaults: { provider: 'chatgpt', model: null } });
    await expect(world.registry.defaultChoice()).rejects.toMatchObject({
      code: 'E3000',
      message: expect.stringContaining('ollama'),
    });
  });
});

describe('a wish', () => {
  test('for provider and model is met as it stands', async () => {
    await using world = await openWorld({ lmstudio: listOf('qwen', 'gemma'), ollama: listOf('llama:latest') });
    world.registry.start();
    expect(shown(await world.registry.resolve({ provider: 'lmstudio', model: 'gemma' }))).toBe('lmstudio/gemma');
    expect(shown(await world.registry.resolve({ provider: 'lmstudio' }))).toBe('lmstudio/qwen');
    expect(shown(await world.registry.resolve({ model: 'gemma' }))).toBe('lmstudio/gemma');
    expect(shown(await world.registry.resolve({ provider: 'ollama', model: 'llama' }))).toBe('ollama/llama:latest');
  });

  test('carries the context length', async () => {
    await using world = await openWorld({ compatible: listOf('big') });
    world.registry.start();
    expect((await world.registry.resolve({})).model.context_length).toBe(4096);
  });

  test.each([
    { provider: 'nobody' },
    { provider: 'nobody', model: 'qwen' },
    { provider: 'lmstudio', model: 'nothing' },
    { provider: 'guide', model: 'qwen' },
    { provider: 'ollama' },
    { model: 'nothing' },
  ])('for %o is E3000', async (wish) => {
    await using world = await openWorld({ lmstudio: listOf('qwen') });
    world.registry.start();
    await expect(world.registry.resolve(wish)).rejects.toMatchObject({ name: 'AppError', code: 'E3000' });
  });

  test('for a model of a provider that is down is met: the provider will say what is wrong', async () => {
    await using world = await openWorld({});
    world.registry.start();
    expect(shown(await world.registry.resolve({ provider: 'ollama', model: 'llama' }))).toBe('ollama/llama');
  });
});

describe('the background refresh', () => {
  test('says how providers are, with the remedy, and never delays a reader', async () => {
    await using world = await openWorld({ lmstudio: () => undefined, times: { checkMs: 150 } });
    expect(world.registry.list().map(({ status }) => status)).toEqual(['unknown', 'unknown', 'unknown']);
    await world.registry.tick();
    expect(world.registry.list()).toMatchObject([
      { id: 'lmstudio', status: 'down', message: expect.stringContaining('does not answer in time') },
      { id: 'ollama', status: 'down', message: expect.stringContaining('OLLAMA_BASE_URL') },
      { id: 'guide', status: 'up', message: null, is_model: false },
    ]);
    expect(world.registry.listModels('guide')).toHaveLength(1);
    expect(() => world.registry.listModels('nobody')).toThrow(expect.objectContaining({ code: 'E3000' }));
  });

  test('finds models that appear later, by itself', async () => {
    const ids = ['first'];
    const asked = Promise.withResolvers<void>();
    let count = 0;
    await using world = await openWorld({
      compatible: (exchange) => {
        if (++count === 4) asked.resolve();
        listOf(...ids)(exchange);
      },
    });
    world.registry.start();
    await world.registry.defaultChoice();
    ids.unshift('second');
    await asked.promise;
    expect(world.registry.listModels('openai-compatible').map(({ id }) => id)).toEqual(['second', 'first']);
  });

  test('is not held up for the others by one that hangs, and does not ask it twice at once', async () => {
    await using world = await openWorld({ lmstudio: () => undefined, ollama: listOf('llama') });
    const ticks = [world.registry.tick(), world.registry.tick()];
    await world.registry.resolve({ provider: 'ollama', model: 'llama' });
    expect(world.registry.list().find(({ id }) => id === 'lmstudio')?.status).toBe('unknown');
    await world.registry.stop();
    await Promise.all(ticks);
    expect(world.servers.lmstudio?.exchanges).toHaveLength(1);
  });

  test('stops at once and asks nobody afterwards', async () => {
    const world = await openWorld({ lmstudio: () => undefined });
    world.registry.start();
    await world.servers.lmstudio?.nextExchange();
    const before = performance.now();
    await world.registry.stop();
    expect(performance.now() - before).toBeLessThan(1_000);
    await world[Symbol.asyncDispose]();
    expect(world.servers.lmstudio?.exchanges).toHaveLength(1);
  });
});

describe('a provider whose answers fail', () => {
  const outage = { firstTokenMs: null, error: new AppError('E3001') };
  const fine = { firstTokenMs: 5, error: null };
  const open = () => openWorld({ compatible: listOf('big'), lmstudio: listOf('small') });

  test('steps aside at the third in a row, and comes back by one trial once it lists its models', async () => {
    await using world = await open();
    const { registry } = world;
    await registry.tick();
    const next = async () => {
      const choice = await registry.resolve({});
      choice.candidates[0]?.begin();
      return shown(choice);
    };
    for (const outcome of [outage, outage, fine, outage, outage]) registry.note('openai-compatible', outcome);
    expect(await next()).toBe('openai-compatible/big');
    registry.note('openai-compatible', outage);
    expect(registry.list()[0]).toMatchObject({ status: 'down', message: expect.stringContaining('3 answers failed') });
    expect(shown(await registry.defaultChoice())).toBe('lmstudio/small');

    await registry.tick();
    expect(shown(await registry.defaultChoice())).toBe('openai-compatible/big');
    expect([await next(), await next()]).toEqual(['openai-compatible/big', 'lmstudio/small']);
    registry.note('openai-compatible', outage);
    expect(await next()).toBe('lmstudio/small');

    await registry.tick();
    expect(await next()).toBe('openai-compatible/big');
    registry.note('openai-compatible', fine);
    expect([await next(), await next()]).toEqual(['openai-compatible/big', 'openai-compatible/big']);
  });

  test.each([
    ['it refuses what it is asked', new RefusalError('bad request', 400), 'up'],
    ['it limits our rate', new AppError('E3004'), 'up'],
    ['the prompt does not fit', new AppError('E3006'), 'up'],
    ['it breaks down', new RefusalError('out of memory', 500), 'down'],
    ['it is silent', new AppError('E3002'), 'down'],
    ['it answers with something else', new AppError('E3005'), 'down'],
  ])('because %s', async (_, error, status) => {
    await using world = await open();
    await world.registry.tick();
    for (let i = 0; i < 5; i += 1) world.registry.note('openai-compatible', { firstTokenMs: null, error });
    expect(world.registry.list()[0]?.status).toBe(status);
  });
});

describe('what admins set', () => {
  test('is taken over while the server runs, with as little change as there is', async () => {
    const server = await openHostileServer(listOf('big'));
    const [first] = createProviders({ ...NOTHING, openaiCompatible: { baseUrl: server.url, apiKey: null, name: 'A' } });
    const stored: StoredSetup[] = [];
    const registry = createRegistry({
      providers: createProviders(NOTHING),
      loadStored: async () => stored.shift(),
      clock: systemClock,
      log,
    });
    const ids = () => registry.list().map(({ id }) => id);
    if (!first) throw new Error('there is none');
    stored.push({ providers: [first], chains: [] });
    await registry.reload();
    expect(ids()).toEqual(['openai-compatible', 'lmstudio', 'ollama', 'guide']);
    expect(shown(await registry.resolve({ provider: 'openai-compatible' }))).toBe('openai-compatible/big');
    const before = registry.list()[0];

    stored.push({ providers: [first], chains: [] });
    await registry.reload();
    expect(registry.list()[0]).toEqual(before);
    stored.push({ providers: [], chains: [] });
    await registry.tick();
    expect(ids()).toEqual(['lmstudio', 'ollama', 'guide']);
    await registry.stop();
    await server.close();
  });
});

describe('the order of providers', () => {
  test('is: what was configured, what may run here, the guide', () => {
    const ids = (settings: Partial<ProviderSettings>) =>
      createProviders({ ...NOTHING, ...settings }).map(({ provider }) => provider.id);
    expect(ids({})).toEqual(['lmstudio', 'ollama', 'guide']);
    expect(ids({ openai: { apiKey: 'k', baseUrl: null, model: 'gpt', fallbackModel: null } })).toEqual([
      'openai',
      'lmstudio',
      'ollama',
      'guide',
    ]);
    expect(
      ids({ anthropic: { apiKey: 'k', baseUrl: null }, google: { apiKey: 'k', baseUrl: 'https://gateway/gemini' } }),
    ).toEqual(['anthropic', 'google', 'lmstudio', 'ollama', 'guide']);
    expect(
      ids({
        ollamaBaseUrl: 'http://box:11434',
        openaiCompatible: { baseUrl: 'http://rack/v1', apiKey: null, name: null },
      }),
    ).toEqual(['openai-compatible', 'ollama', 'lmstudio', 'guide']);
  });

  test('an address that is none is refused at once', () => {
    const settings: ProviderSettings = {
      ollamaBaseUrl: null,
      lmstudioBaseUrl: 'localhost:1234',
      openaiCompatible: null,
      openai: null,
      anthropic: null,
      google: null,
      docsDir: '.',
    };
    expect(() => createProviders(settings)).toThrow(TypeError);
  });
});
