import { setTimeout as delay } from 'node:timers/promises';
import { AppError } from '../errors.ts';
import { type Clock, toIso } from '../kit/clock.ts';
import type { BaseProvider, Model } from './spec.ts';

export interface ProviderEntry {
  provider: BaseProvider;
  /** Whether somebody set it up; one that is only tried at its usual place is no news when it is not there. */
  isConfigured: boolean;
  /** Where it is asked; undefined where nothing is asked over a network. */
  baseUrl?: string | undefined;
}

/** What a person who chooses a model is shown of a provider. */
export interface ProviderDescription {
  id: string;
  name: string;
  is_model: boolean;
  /** `unknown` until it has been asked for the first time. */
  status: 'up' | 'down' | 'unknown';
  /** What is wrong and what to do about it; null when nothing is. */
  message: string | null;
  /** ISO 8601, or null when it was never asked. */
  checked_at: string | null;
}

/** Which provider and model answer; `model.context_length` is null where the vendor does not say. */
export interface ModelChoice {
  provider: BaseProvider;
  model: Model;
}

export interface ModelWish {
  provider?: string | undefined;
  model?: string | undefined;
}

interface Log {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  debug(fields: object, message: string): void;
}

export interface RegistryOptions {
  /** In the order in which they are offered and chosen. */
  providers: readonly ProviderEntry[];
  /** `DEFAULT_PROVIDER` and `DEFAULT_MODEL`; null where not set. */
  defaults?: { provider: string | null; model: string | null };
  clock: Clock;
  log: Log;
  refreshMs?: number;
  checkMs?: number;
  firstCheckWaitMs?: number;
}

interface Entry extends ProviderEntry {
  status: ProviderDescription['status'];
  message: string | null;
  checkedAtMs: number | null;
  /** The last list it gave; it stays when the provider goes down. */
  models: readonly Model[];
  check: Promise<void> | undefined;
  firstCheck: PromiseWithResolvers<void>;
}

/** A model started by hand is found within half a minute; asking costs a local server well below a millisecond. */
const REFRESH_MS = 30_000;
/** A provider that needs longer for its list is as good as down until the next refresh. */
const CHECK_MS = 5_000;
/** What the very first message after a start waits at most for the first lists; local servers answer in milliseconds. */
const FIRST_CHECK_WAIT_MS = 1_500;

export type Registry = ReturnType<typeof createRegistry>;

/**
 * Knows all providers, their status and their models. Everything read here comes from a cache that is refreshed in the
 * background, so no page ever waits for a provider.
 */
export function createRegistry({
  providers,
  defaults = { provider: null, model: null },
  clock,
  log,
  ...times
}: RegistryOptions) {
  const { refreshMs = REFRESH_MS, checkMs = CHECK_MS, firstCheckWaitMs = FIRST_CHECK_WAIT_MS } = times;
  const entries = new Map(providers.map((entry) => [entry.provider.id, createEntry(entry)]));
  const stopping = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();

  async function check(entry: Entry): Promise<void> {
    const { provider } = entry;
    try {
      const models = await provider.list_models(AbortSignal.any([stopping.signal, AbortSignal.timeout(checkMs)]));
      entry.models = models;
      setStatus(
        entry,
        'up',
        models.length > 0 ? null : `${provider.name} has no model yet. Download or load one there.`,
      );
    } catch (error) {
      if (stopping.signal.aborted) return;
      const isForeseen = error instanceof AppError;
      if (!isForeseen) log.warn({ provider: provider.id, err: error }, 'The model list could not be read');
      setStatus(entry, 'down', isForeseen ? error.message : `${provider.name} could not be asked for its models.`);
    } finally {
      entry.check = undefined;
      entry.firstCheck.resolve();
    }
  }

  function setStatus(entry: Entry, status: 'up' | 'down', message: string | null): void {
    if (entry.status !== status) {
      const level = status === 'down' && entry.isConfigured ? 'warn' : entry.status === 'unknown' ? 'debug' : 'info';
      log[level]({ provider: entry.provider.id }, message ?? `${entry.provider.name} is ${status}.`);
    }
    entry.status = status;
    entry.message = message;
    entry.checkedAtMs = clock.now();
  }

  /** Asks every provider for its models, all at once; one that is still being asked is not asked again. Never throws. */
  async function tick(): Promise<void> {
    await Promise.all(
      [...entries.values()].map((entry) => {
        entry.check ??= check(entry);
        return entry.check;
      }),
    );
  }

  /** Begins the background refresh; the first one starts now and delays nothing. */
  function start(): void {
    const refresh = (): void => {
      running = tick();
    };
    refresh();
    timer = setInterval(refresh, refreshMs).unref();
  }

  /** Ends the refresh; open questions are given up. */
  async function stop(): Promise<void> {
    clearInterval(timer);
    stopping.abort();
    await running;
  }

  function list(): ProviderDescription[] {
    return [...entries.values()].map(({ provider, status, message, checkedAtMs }) => ({
      id: provider.id,
      name: provider.name,
      is_model: provider.is_model,
      status,
      message,
      checked_at: checkedAtMs === null ? null : toIso(checkedAtMs),
    }));
  }

  /** The models a provider listed last. @throws AppError E3000 */
  function listModels(id: string): readonly Model[] {
    return getEntry(id).models;
  }

  function find(id: string): BaseProvider | undefined {
    return entries.get(id)?.provider;
  }

  /** @throws AppError E3000 */
  function getProvider(id: string): Pick<ProviderEntry, 'provider' | 'baseUrl'> {
    return getEntry(id);
  }

  function getEntry(id: string): Entry {
    const entry = entries.get(id);
    if (entry) return entry;
    throw new AppError('E3000', `There is no provider "${id}". There are: ${[...entries.keys()].join(', ')}.`);
  }

  /** Waits, a bounded time, for the first answer of providers that were never asked. */
  async function waitForFirstCheck(waited: readonly Entry[]): Promise<void> {
    const unknown = waited.filter(({ status }) => status === 'unknown');
    if (unknown.length === 0) return;
    const timeout = new AbortController();
    await Promise.race([
      Promise.all(unknown.map(({ firstCheck }) => firstCheck.promise)),
      delay(firstCheckWaitMs, undefined, { signal: timeout.signal }).catch(() => undefined),
    ]);
    timeout.abort();
  }

  /** Who answers when nothing was wished: the configured default, else the first healthy real provider, else the guide. */
  async function defaultChoice(): Promise<ModelChoice> {
    const { provider, model } = defaults;
    if (provider !== null) return chooseFrom(getEntry(provider), model ?? undefined);
    if (model !== null) return chooseByModel(model);
    return firstChoice();
  }

  async function firstChoice(): Promise<ModelChoice> {
    const all = [...entries.values()];
    await waitForFirstCheck(all);
    const real = all.filter(({ provider, models }) => provider.is_model && models.length > 0);
    const chosen =
      real.find(({ status }) => status === 'up') ??
      real.find(({ isConfigured }) => isConfigured) ??
      all.find(({ provider }) => !provider.is_model);
    const model = chosen?.models[0];
    if (!chosen || !model) throw new AppError('E3000', 'No model is connected yet. Connect a provider first.');
    return { provider: chosen.provider, model };
  }

  /** Turns a wish into a provider and one of its models. @throws AppError E3000 */
  async function resolve({ provider, model }: ModelWish): Promise<ModelChoice> {
    if (provider !== undefined) return chooseFrom(getEntry(provider), model);
    if (model !== undefined) return chooseByModel(model);
    return defaultChoice();
  }

  async function chooseFrom(entry: Entry, wished: string | undefined): Promise<ModelChoice> {
    const { provider } = entry;
    const configured = provider.id === defaults.provider ? defaults.model : null;
    const modelId = wished ?? configured;
    if (modelId === null || modelId !== configured) await waitForFirstCheck([entry]);
    const listed = modelId === null ? entry.models[0] : findModel(entry, modelId);
    if (listed) return { provider, model: listed };
    if (modelId === null) throw new AppError('E3000', entry.message ?? `${provider.name} lists no model.`);
    // A server that is down, or that lists nothing, may still know the model; it will say so itself if not.
    const mayKnow = provider.is_model && (entry.status !== 'up' || entry.models.length === 0);
    if (!mayKnow && modelId !== configured) throw new AppError('E3000', `${provider.name} has no model "${modelId}".`);
    return { provider, model: { id: modelId, name: modelId, context_length: null } };
  }

  async function chooseByModel(modelId: string): Promise<ModelChoice> {
    const all = [...entries.values()];
    await waitForFirstCheck(all);
    const upFirst = all.toSorted((a, b) => Number(b.status === 'up') - Number(a.status === 'up'));
    for (const entry of upFirst) {
      const model = findModel(entry, modelId);
      if (model) return { provider: entry.provider, model };
    }
    throw new AppError('E3000', `No provider has a model "${modelId}".`);
  }

  return { start, tick, stop, list, listModels, find, getProvider, resolve, defaultChoice };
}

function createEntry(entry: ProviderEntry): Entry {
  return {
    ...entry,
    status: 'unknown',
    message: null,
    checkedAtMs: null,
    models: [],
    check: undefined,
    firstCheck: Promise.withResolvers(),
  };
}

/** Ollama's `name` and `name:latest` are the same model. */
function findModel({ models }: Entry, id: string): Model | undefined {
  return models.find((model) => model.id === id || model.id === `${id}:latest`);
}
