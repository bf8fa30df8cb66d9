import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import type { SignedIn } from '../account/create-session.ts';
import type { Csrf } from './csrf.ts';
import { setSessionCookies } from './session-cookie.ts';
import { toUserBody, userBody } from './user-body.ts';

/** What whoever signs in gets, by whichever door. */
export const signedInBody = z.object({
  ok: z.literal(true),
  session_token: z.string().describe('For `Authorization: Bearer`; shown this once'),
  user: userBody,
});

/** Sets the cookies of a new session and gives the answer. */
export function answerSignedIn(reply: FastifyReply, csrf: Csrf, { token, viewer }: SignedIn) {
  setSessionCookies(reply, csrf, viewer, token);
  return { ok: true as const, session_token: token, user: toUserBody(viewer) };
}
