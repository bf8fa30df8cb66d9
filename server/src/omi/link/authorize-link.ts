import { AppError } from '../../errors.ts';
import type { UserId } from '../../kit/id.ts';
import { isTokenFor, signToken } from '../../kit/signed-token.ts';

/** Time to sign in at Omi and to agree there. */
const LIFETIME_MS = 15 * 60_000;

const subjectOf = (viewer: UserId) => `omi_state:${viewer}`;

export interface AuthorizeSettings {
  /** Null where no Omi app is configured. */
  appId: string | null;
  apiBaseUrl: string;
  sessionSecret: string;
}

/**
 * The address of Omi's own page on which a person agrees to the app. It leads back to `/omi/connect` with the person's Omi user id and our `state`.
 * @throws AppError E4000 where no Omi app is configured
 */
export function createAuthorizeUrl(settings: AuthorizeSettings, viewer: UserId, now: number): string {
  const { appId, apiBaseUrl, sessionSecret } = settings;
  if (appId === null) throw new AppError('E4000');
  const url = new URL(`${apiBaseUrl}/v1/oauth/authorize`);
  url.searchParams.set('app_id', appId);
  url.searchParams.set('state', signToken(sessionSecret, subjectOf(viewer), now + LIFETIME_MS));
  return url.href;
}

/**
 * Refuses a return from Omi that this person did not set out for. That it is theirs proves nothing about the Omi user id that came with it, which
 * anybody can write into an address: the pushed or the spoken code does.
 * @throws AppError E4001
 */
export function checkState(settings: AuthorizeSettings, viewer: UserId, state: string, now: number): void {
  if (isTokenFor(settings.sessionSecret, subjectOf(viewer), state, now)) return;
  throw new AppError('E4001', 'This way from Omi began with another account, or took too long. Begin again here.');
}
