import { AppError } from '../errors.ts';
import { hashSecret, isSameSecret } from '../kit/id.ts';
import { type OmiLinkRow, omiLinkReader } from '../store/omi-link-reader.ts';
import type { Store } from '../store/open.ts';

/** The address a delivery came to: the app-wide one, or that of one link. */
export type WebhookDoor = { kind: 'app' } | { kind: 'link'; link: OmiLinkRow };

export interface DoorSettings {
  /** The token of the app-wide address; null where there is none. */
  webhookSecret: string | null;
  /** Whether the address without a token is open. */
  allowUnsigned: boolean;
}

/**
 * Tells whose address a token opens, before anything of the delivery is read.
 * @param token undefined for the address without one
 * @throws AppError E1002 for an unknown token, like an address that is not there
 */
export async function openDoor(store: Store, settings: DoorSettings, token: string | undefined): Promise<WebhookDoor> {
  if (token === undefined) {
    if (settings.allowUnsigned) return { kind: 'app' };
    throw new AppError('E1002');
  }
  if (settings.webhookSecret !== null && isSameSecret(settings.webhookSecret, token)) return { kind: 'app' };
  const link = await omiLinkReader.findByToken(store.read, hashSecret(token));
  if (!link) throw new AppError('E1002');
  return { kind: 'link', link };
}
