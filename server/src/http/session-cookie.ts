import type { FastifyReply } from 'fastify';
import type { SessionViewer } from '../account/viewer.ts';
import type { Csrf } from './csrf.ts';

export const SESSION_COOKIE = 'omni_session';
const CSRF_COOKIE = 'omni_csrf';

/** `auto`: Secure where the request came over HTTPS, as told by the connection or by a trusted proxy. */
const attributes = { path: '/', sameSite: 'lax', secure: 'auto' } as const;
/** A year; the session itself decides when it ends. */
const maxAge = 31_536_000;

export function setSessionCookies(
  reply: FastifyReply,
  csrf: Csrf,
  session: Pick<SessionViewer, 'sessionId'>,
  token: string,
): void {
  reply.setCookie(SESSION_COOKIE, token, { ...attributes, maxAge, httpOnly: true });
  setCsrfCookie(reply, csrf, session);
}

/** Sets the readable cookie and gives its value. */
export function setCsrfCookie(reply: FastifyReply, csrf: Csrf, session: Pick<SessionViewer, 'sessionId'>): string {
  const token = csrf.tokenOf(session.sessionId);
  reply.setCookie(CSRF_COOKIE, token, { ...attributes, maxAge });
  return token;
}

export function clearSessionCookies(reply: FastifyReply): void {
  reply.clearCookie(SESSION_COOKIE, { ...attributes, httpOnly: true });
  reply.clearCookie(CSRF_COOKIE, attributes);
}
