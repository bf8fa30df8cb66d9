import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { SessionId, UserId } from '../kit/id.ts';
import { ACCOUNT_LIMITS } from '../kit/limits.ts';
import type { SecretBox } from '../kit/secret-box.ts';

const COOKIE = 'omni_oidc';
const PLACE = 'oidc_trip';
/** Lax, because the way back from the provider is a navigation from another site. */
const attributes = { path: '/auth/oidc', sameSite: 'lax', secure: 'auto', httpOnly: true } as const;

const tripSchema = z.object({
  provider: z.string(),
  trip: z.object({ state: z.string(), nonce: z.string(), verifier: z.string() }),
  inviteCode: z.string().optional(),
  /** Who set out to link, where somebody did. */
  linking: z.object({ userId: z.custom<UserId>(isText), sessionId: z.custom<SessionId>(isText) }).optional(),
  /** Milliseconds since 1970. */
  expiresAt: z.number(),
});

/** What a browser carries to a provider and back. */
export type CarriedTrip = Omit<z.infer<typeof tripSchema>, 'expiresAt'>;

/** Gives a browser its trip, sealed, so that nobody else can come back in its place. */
export function setTripCookie(reply: FastifyReply, box: SecretBox, trip: CarriedTrip, now: number): void {
  const expiresAt = now + ACCOUNT_LIMITS.oidcTripMs;
  const maxAge = ACCOUNT_LIMITS.oidcTripMs / 1000;
  reply.setCookie(COOKIE, box.seal(JSON.stringify({ ...trip, expiresAt }), PLACE), { ...attributes, maxAge });
}

/** Takes the trip of the browser that came back, once; undefined when it has none of this provider, or took too long. */
export function takeTripCookie(
  request: FastifyRequest,
  reply: FastifyReply,
  box: SecretBox,
  provider: string,
  now: number,
): CarriedTrip | undefined {
  const sealed = request.cookies[COOKIE];
  reply.clearCookie(COOKIE, attributes);
  if (sealed === undefined) return undefined;
  try {
    const trip = tripSchema.parse(JSON.parse(box.open(sealed, PLACE)));
    return trip.provider === provider && trip.expiresAt > now ? trip : undefined;
  } catch {
    // Not one of ours.
    return undefined;
  }
}

function isText(value: unknown): boolean {
  return typeof value === 'string';
}
