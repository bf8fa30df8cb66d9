import { createHmac, randomBytes } from 'node:crypto';
import { isSameSecret } from './id.ts';

/**
 * Makes a token that anyone may carry and nobody else can make. It needs no row: when it ends stands in it, whom and what it is for is under
 * its signature only.
 * @param subject what it is for and for whom, for example `omi_state:<user id>`
 * @param expiresAt milliseconds since 1970
 * @returns about 60 characters, each safe in the path and the query of a URL
 */
export function signToken(secret: string, subject: string, expiresAt: number): string {
  const head = `${expiresAt.toString(36)}.${randomBytes(9).toString('base64url')}`;
  return `${head}.${signatureOf(secret, subject, head)}`;
}

/** Whether a token was made for this subject and has not ended. */
export function isTokenFor(secret: string, subject: string, token: string, now: number): boolean {
  const end = token.lastIndexOf('.');
  const head = token.slice(0, Math.max(end, 0));
  if (!isSameSecret(token.slice(end + 1), signatureOf(secret, subject, head))) return false;
  return Number.parseInt(head, 36) > now;
}

function signatureOf(secret: string, subject: string, head: string): string {
  return createHmac('sha256', secret).update(`token:${subject}:${head}`).digest('base64url');
}
