import { setTimeout as delay } from 'node:timers/promises';
import { AppError } from '../errors.ts';
import { findModel, getRegistered, mayKnow, type Registered, statusOf } from './registered.ts';
import type { BaseProvider, Model } from './spec.ts';
import type { Outcome } from './traffic.ts';

/** One model of one provider. `model.context_length` is null where the vendor does not say. */
export interface Candidate {
  provider: BaseProvider;
  model: Model;
}

/** One that may be asked for an answer. */
export interface Askable extends Candidate {
  /** Tells that it is asked now: of one that is tried again, this is the trial. */
  begin(): void;
  /** Tells how an answer ended that it was asked for. */
  note(outcome: Outcome): void;
}

/** Which provider and model is to answer, and who is asked for it in turn. */
export interface ModelChoice extends Candidate {
  /**
   * Never empty. It begins with the choice itself, unless that has stepped aside and another has not; behind it stand those that an admin
   * has set for when it fails.
   */
  candidates: readonly Askable[];
}

export interface ModelWish {
  provider?: string | undefined;
  model?: string | undefined;
}

export interface ModelName {
  provider: string;
  model: string;
}

/** Whom to ask, in order, where a model cannot answer. */
export interface FallbackChain extends ModelName {
  fallbacks: readonly ModelName[];
}

interface ChooserParts {
  all: ReadonlyMap<string, Registered>;
  /** `DEFAULT_PROVIDER` and `DEFAULT_MODEL`; null where not set. */
  defaults: { provider: string | null; model: string | null };
  fallbacksOf: (name: ModelName) => readonly ModelName[];
  note: (id: string, outcome: Outcome) => void;
  firstCheckWaitMs: number;
}

interface Chosen extends Candidate {
  from: Registered;
}

/** Turns what people wish for into what there is. */
export function createModelChooser({ all, defaults, fallbacksOf, note, firstCheckWaitMs }: ChooserParts) {
  /** Waits, a bounded time, for the first answer of providers that were never asked. */
  async function waitForFirstCheck(waited: readonly Registered[]): Promise<void> {
    const unknown = waited.filter(({ listing }) => listing === 'unknown');
    if (unknown.length === 0) return;
    const timeout = new AbortController();
    await Promise.race([
      Promise.all(unknown.map(({ firstCheck }) => firstCheck.promise)),
      delay(firstCheckWaitMs, undefined, { signal: timeout.signal }).catch(() => undefined),
    ]);
    timeout.abort();
  }

  async function chooseDefault(): Promise<Chosen> {
    const { provider, model } = defaults;
    if (provider !== null) return chooseFrom(getRegistered(all, provider), model ?? undefined);
    if (model !== null) return chooseByModel(model);
    return chooseFirst();
  }

  async function chooseFirst(): Promise<Chosen> {
    const known = [...all.values()];
    await waitForFirstCheck(known);
    const real = known.filter(({ provider, models }) => provider.is_model && models.length > 0);
    const chosen =
      real.find((entry) => statusOf(entry).status === 'up') ??
      real.find(({ isConfigured }) => isConfigured) ??
      known.find(({ provider }) => !provider.is_model);
    const model = chosen?.models[0];
    if (!chosen || !model) throw new AppError('E3000', 'No model is connected yet. Connect a provider first.');
    return { from: chosen, provider: chosen.provider, model };
  }

  async function chooseFrom(entry: Registered, wished: string | undefined): Promise<Chosen> {
    const { provider } = entry;
    const configured = provider.id === defaults.provider ? defaults.model : null;
    const modelId = wished ?? configured;
    if (modelId === null || modelId !== configured) await waitForFirstCheck([entry]);
    const listed = modelId === null ? entry.models[0] : findModel(entry, modelId);
    if (listed) return { from: entry, provider, model: listed };
    if (modelId === null) throw new AppError('E3000', entry.message ?? `${provider.name} lists no model.`);
    if (!mayKnow(entry) && modelId !== configured) {
      throw new AppError('E3000', `${provider.name} has no model "${modelId}".`);
    }
    return { from: entry, provider, model: unlisted(modelId) };
  }

  async function chooseByModel(modelId: string): Promise<Chosen> {
    const known = [...all.values()];
    await waitForFirstCheck(known);
    const rank = (entry: Registered) => Number(statusOf(entry).status === 'up');
    for (const entry of known.toSorted((a, b) => rank(b) - rank(a))) {
      const model = findModel(entry, modelId);
      if (model) return { from: entry, provider: entry.provider, model };
    }
    throw new AppError('E3000', `No provider has a model "${modelId}".`);
  }

  /** Those set for a model that are there, can be asked, and have that model. */
  function listFallbacks({ provider, model }: Candidate): Chosen[] {
    return fallbacksOf({ provider: provider.id, model: model.id }).flatMap((name) => {
      const from = all.get(name.provider);
      if (!from || from.traffic.asideReason !== undefined) return [];
      const found = findModel(from, name.model) ?? (mayKnow(from) ? unlisted(name.model) : undefined);
      return found ? [{ from, provider: from.provider, model: found }] : [];
    });
  }

  return {
    /** Who answers when nothing was wished: the configured default, else the first healthy real provider, else the guide. */
    async defaultChoice(): Promise<Candidate> {
      return chooseDefault();
    },
    /** Turns a wish for an answer into whom to ask. @throws AppError E3000 */
    async resolve({ provider: id, model: modelId }: ModelWish): Promise<ModelChoice> {
      const chosen = await (id !== undefined
        ? chooseFrom(getRegistered(all, id), modelId)
        : modelId !== undefined
          ? chooseByModel(modelId)
          : chooseDefault());
      const fallbacks = listFallbacks(chosen);
      const isAside = chosen.from.traffic.asideReason !== undefined;
      const asked = isAside && fallbacks.length > 0 ? fallbacks : [chosen, ...fallbacks];
      return {
        provider: chosen.provider,
        model: chosen.model,
        candidates: asked.map(({ from, provider, model }) => ({
          provider,
          model,
          begin: () => from.traffic.takeTrial(),
          note: (outcome) => note(from.provider.id, outcome),
        })),
      };
    },
  };
}

function unlisted(id: string): Model {
  return { id, name: id, context_length: null };
}
