import { AppError } from '../errors.ts';
import { type Clock, toIso } from '../kit/clock.ts';
import { createModelChooser, type FallbackChain } from './choose-model.ts';
import { getRegistered, type ProviderEntry, type Registered, register, statusOf } from './registered.ts';
import type { BaseProvider, Model } from './spec.ts';
import type { Outcome, TrafficReport } from './traffic.ts';

/** What a person who chooses a model is shown of a provider. */
export interface ProviderDescription {
  id: string;
  name: string;
  is_model: boolean;
  /** `unknown` until it has been asked for the first time. */
  status: 'up' | 'down' | 'unknown';
  /** False for one that nobody set up and that was never found at its usual place on this machine: that it is not there is no trouble. */
  is_expected: boolean;
  /** What is wrong and what to do about it; null when nothing is. */
  message: string | null;
  /** ISO 8601, or null when it was never asked. */
  checked_at: string | null;
  /** Whether it searches the web by itself where an answer may. */
  can_search_web: boolean;
}

/** What admins have set in the running server. */
export interface StoredSetup {
  /** Those that are switched on, in the order in which they are offered. */
  providers: readonly ProviderEntry[];
  chains: readonly FallbackChain[];
}

interface Log {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  debug(fields: object, message: string): void;
}

export interface RegistryOptions {
  /** Those of the environment, in the order in which they are offered and chosen. */
  providers: readonly ProviderEntry[];
  /** Reads what admins have set; undefined where it is as it was the last time. */
  loadStored?: () => Promise<StoredSetup | undefined>;
  /** `DEFAULT_PROVIDER` and `DEFAULT_MODEL`; null where not set. */
  defaults?: { provider: string | null; model: string | null };
  clock: Clock;
  log: Log;
  refreshMs?: number;
  searchMs?: number;
  checkMs?: number;
  firstCheckWaitMs?: number;
}

/** Asking costs a local server well below a millisecond. */
const REFRESH_MS = 30_000;
/** While there is no model at all, somebody may be starting one and waiting for it to be found. */
const SEARCH_MS = 5_000;
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
  loadStored = async () => undefined,
  defaults = { provider: null, model: null },
  clock,
  log,
  ...times
}: RegistryOptions) {
  const {
    refreshMs = REFRESH_MS,
    searchMs = SEARCH_MS,
    checkMs = CHECK_MS,
    firstCheckWaitMs = FIRST_CHECK_WAIT_MS,
  } = times;
  const all = new Map(providers.map((entry) => [entry.provider.id, register(entry, clock)]));
  let chains: readonly FallbackChain[] = [];
  const stopping = new AbortController();
  let timers: NodeJS.Timeout[] = [];
  let running: Promise<void> = Promise.resolve();
  let searching: Promise<void> = Promise.resolve();
  let loading: Promise<void> = Promise.resolve();

  const chooser = createModelChooser({
    all,
    defaults,
    firstCheckWaitMs,
    note,
    fallbacksOf: (name) =>
      chains.find(({ provider, model }) => provider === name.provider && model === name.model)?.fallbacks ?? [],
  });

  async function check(entry: Registered): Promise<void> {
    const { provider, preferredModels = [] } = entry;
    try {
      const models = await provider.list_models(AbortSignal.any([stopping.signal, AbortSignal.timeout(checkMs)]));
      entry.models = preferredModels.length === 0 ? models : sortPreferred(models, preferredModels);
      entry.traffic.allowTrial();
      const none = `${provider.name} has no model yet. Download or load one there.`;
      setListing(entry, 'up', models.length > 0 ? null : none);
    } catch (error) {
      if (stopping.signal.aborted) return;
      // A server that has no list cannot be judged by it.
      if (entry.models.length === 0) entry.traffic.allowTrial();
      const isForeseen = error instanceof AppError;
      if (!isForeseen) log.warn({ provider: provider.id, err: error }, 'The model list could not be read');
      setListing(entry, 'down', isForeseen ? error.message : `${provider.name} could not be asked for its models.`);
    } finally {
      entry.check = undefined;
      entry.firstCheck.resolve();
    }
  }

  function setListing(entry: Registered, listing: 'up' | 'down', message: string | null): void {
    if (entry.listing !== listing) {
      const level = listing === 'down' && entry.isConfigured ? 'warn' : entry.listing === 'unknown' ? 'debug' : 'info';
      log[level]({ provider: entry.provider.id }, message ?? `${entry.provider.name} is ${listing}.`);
    }
    entry.listing = listing;
    entry.isExpected ||= listing === 'up';
    entry.message = message;
    entry.checkedAtMs = clock.now();
  }

  async function checkAll(entries: Iterable<Registered>): Promise<void> {
    await Promise.all(
      [...entries].map((entry) => {
        entry.check ??= check(entry);
        return entry.check;
      }),
    );
  }

  /**
   * Takes over what admins have set since the last time, here or on another instance. Answers of a provider that is gone are written to
   * their end. @throws Error when the database cannot be read
   */
  function reload(): Promise<void> {
    const next = loading.then(async () => {
      const stored = await loadStored();
      if (stored) takeOver(stored);
    });
    loading = next.catch(() => undefined);
    return next;
  }

  function takeOver(stored: StoredSetup): void {
    const before = new Map(all);
    const found = providers.filter(({ isConfigured }) => !isConfigured);
    all.clear();
    for (const entry of [...providers.filter(({ isConfigured }) => isConfigured), ...stored.providers, ...found]) {
      const { id } = entry.provider;
      const known = before.get(id);
      all.set(id, known?.provider === entry.provider ? known : register(entry, clock));
    }
    chains = stored.chains;
    void checkAll([...all.values()].filter(({ listing }) => listing === 'unknown'));
  }

  /** Asks every provider for its models, all at once; one that is still being asked is not asked again. Never throws. */
  async function tick(): Promise<void> {
    await reload().catch((error: unknown) => log.warn({ err: error }, 'The providers could not be read'));
    await checkAll(all.values());
  }

  /** Asks those that need no key, which people run themselves, where nothing could answer but the guide. */
  function search(): void {
    const models = [...all.values()].filter(({ provider }) => provider.is_model);
    if (models.some(({ listing }) => listing === 'up')) return;
    searching = checkAll(models.filter(({ address }) => address && !address.hasKey));
  }

  /** Begins the background refresh; the first one starts now and delays nothing. */
  function start(): void {
    const refresh = (): void => {
      running = tick();
    };
    refresh();
    timers = [setInterval(refresh, refreshMs).unref(), setInterval(search, searchMs).unref()];
  }

  /** Ends the refresh; open questions are given up. */
  async function stop(): Promise<void> {
    for (const timer of timers) clearInterval(timer);
    stopping.abort();
    await Promise.all([running, searching]);
  }

  function list(): ProviderDescription[] {
    return [...all.values()].map(describe);
  }

  /** The models a provider listed last. @throws AppError E3000 */
  function listModels(id: string): readonly Model[] {
    return getRegistered(all, id).models;
  }

  function find(id: string): BaseProvider | undefined {
    return all.get(id)?.provider;
  }

  /** What the running server knows of a provider; undefined where it is switched off, or there is none. */
  function watch(id: string): (ProviderDescription & { traffic: TrafficReport }) | undefined {
    const entry = all.get(id);
    return entry && { ...describe(entry), traffic: entry.traffic.report() };
  }

  /** Tells how an answer ended that a provider was asked for. One that fails again and again steps aside. */
  function note(id: string, outcome: Outcome): void {
    const entry = all.get(id);
    if (!entry) return;
    const wasIn = entry.traffic.asideReason === undefined;
    entry.traffic.note(outcome);
    const isIn = entry.traffic.asideReason === undefined;
    if (wasIn && !isIn)
      log.warn({ provider: id, code: outcome.error?.code }, 'A provider steps aside: its answers fail');
    if (!wasIn && isIn) log.info({ provider: id }, 'A provider is back: it answers');
  }

  return {
    start,
    tick,
    stop,
    reload,
    list,
    listModels,
    find,
    watch,
    note,
    /** Those of the environment, which nobody changes while the server runs. */
    environment: providers,
    resolve: chooser.resolve,
    defaultChoice: chooser.defaultChoice,
  };
}

function describe(entry: Registered): ProviderDescription {
  const { provider, checkedAtMs } = entry;
  return {
    id: provider.id,
    name: provider.name,
    is_model: provider.is_model,
    ...statusOf(entry),
    is_expected: entry.isExpected,
    checked_at: checkedAtMs === null ? null : toIso(checkedAtMs),
    can_search_web: provider.can_search_web === true,
  };
}

function sortPreferred(models: readonly Model[], preferred: readonly string[]): Model[] {
  const rank = ({ id }: Model) => (preferred.includes(id) ? preferred.indexOf(id) : preferred.length);
  return models.toSorted((a, b) => rank(a) - rank(b));
}
