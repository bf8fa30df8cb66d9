import { AppError } from '../errors.ts';
import type { Clock } from '../kit/clock.ts';
import { hashSecret, isSameSecret } from '../kit/id.ts';
import { type OmiLinkRow, omiLinkReader } from '../store/omi-link-reader.ts';
import type { Store } from '../store/open.ts';
import { readSelfTestToken } from './link/self-test-token.ts';

/**
 * The address a delivery came to. `app`: the app-wide one; `isOpen` where it has no token, so that nobody knows who knocks. `link`: that of
 * one link alone. `self_test`: one made by us for a moment, where everything is done and nothing kept.
 */
export type WebhookDoor =
  | { kind: 'app'; isOpen: boolean }
  | { kind: 'link'; link: OmiLinkRow }
  | { kind: 'self_test'; link: OmiLinkRow };

export interface DoorSettings {
  /** The tokens of the app-wide address: the current one and older ones. */
  webhookSecrets: readonly string[];
  /** Whether the address without a token is open. */
  allowUnsigned: boolean;
  sessionSecret: string;
}

/**
 * Tells whose address a token opens, before anything of the delivery is read.
 * @param token undefined for the address without one
 * @throws AppError E1002 for an unknown token, like an address that is not there
 */
export async function openDoor(
  { store, clock }: { store: Store; clock: Clock },
  settings: DoorSettings,
  token: string | undefined,
): Promise<WebhookDoor> {
  if (token === undefined) {
    if (settings.allowUnsigned) return { kind: 'app', isOpen: true };
    throw new AppError('E1002');
  }
  if (settings.webhookSecrets.some((secret) => isSameSecret(secret, token))) return { kind: 'app', isOpen: false };
  const tested = readSelfTestToken(settings.sessionSecret, token, clock.now());
  if (tested !== undefined)
    return { kind: 'self_test', link: orMissing(await omiLinkReader.findUsable(store.read, tested)) };
  const hash = hashSecret(token);
  const link =
    (await omiLinkReader.findByToken(store.read, hash)) ??
    (await omiLinkReader.findByPreviousToken(store.read, hash, clock.now()));
  return { kind: 'link', link: orMissing(link) };
}

function orMissing(link: OmiLinkRow | undefined): OmiLinkRow {
  if (!link) throw new AppError('E1002');
  return link;
}
