import { AppError } from '../errors.ts';
import type { Clock } from '../kit/clock.ts';
import type { AddressAllowance } from './http/is-allowed-address.ts';
import type { ProviderKind } from './provider-kind.ts';
import type { BaseProvider, Model } from './spec.ts';
import { createTraffic, type Traffic } from './traffic.ts';

export interface ProviderEntry {
  provider: BaseProvider;
  /** Whether somebody set it up; one that is only tried at its usual place is no news when it is not there. */
  isConfigured: boolean;
  /** Where it is asked and what it speaks; undefined where nothing is asked over a network. */
  address?: { kind: ProviderKind; baseUrl: string; allowance: AddressAllowance; hasKey: boolean } | undefined;
  /** The models it lists first, best first. */
  preferredModels?: readonly string[];
}

/** A provider that the registry knows, with what is known of it now. */
export interface Registered extends ProviderEntry {
  /** Whether it should be there: somebody set it up, or it has listed its models. */
  isExpected: boolean;
  /** Of the last look at its list; `unknown` until the first. */
  listing: 'up' | 'down' | 'unknown';
  message: string | null;
  checkedAtMs: number | null;
  /** The last list it gave; it stays when the provider goes down. */
  models: readonly Model[];
  check: Promise<void> | undefined;
  firstCheck: PromiseWithResolvers<void>;
  traffic: Traffic;
}

export function register(entry: ProviderEntry, clock: Clock): Registered {
  return {
    ...entry,
    isExpected: entry.isConfigured,
    listing: 'unknown',
    message: null,
    checkedAtMs: null,
    models: [],
    check: undefined,
    firstCheck: Promise.withResolvers(),
    traffic: createTraffic(clock),
  };
}

/** What people are told: a provider whose answers fail is down, whatever it lists. */
export function statusOf({ listing, message, traffic }: Registered): {
  status: Registered['listing'];
  message: string | null;
} {
  const reason = traffic.asideReason;
  return reason === undefined ? { status: listing, message } : { status: 'down', message: reason };
}

/** Ollama's `name` and `name:latest` are the same model. */
export function findModel({ models }: Registered, id: string): Model | undefined {
  return models.find((model) => model.id === id || model.id === `${id}:latest`);
}

/** Whether a model that it does not list may be there all the same; the provider will say so itself if not. */
export function mayKnow({ provider, listing, models }: Registered): boolean {
  return provider.is_model && (listing !== 'up' || models.length === 0);
}

/** @throws AppError E3000 */
export function getRegistered(all: ReadonlyMap<string, Registered>, id: string): Registered {
  const found = all.get(id);
  if (found) return found;
  throw new AppError('E3000', `There is no provider "${id}". There are: ${[...all.keys()].join(', ')}.`);
}
