import { createHmac } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import type { Config } from '../config.ts';
import { AppError } from '../errors.ts';
import { isSameSecret, type SessionId } from '../kit/id.ts';

/** Proof that a request which carries our cookie was made by our page. */
export interface Csrf {
  /** The token that belongs to a session and to no other. */
  tokenOf(sessionId: SessionId): string;
  /** @throws AppError E2002 unless the request comes from an origin of ours and names the session's token */
  check(request: FastifyRequest, sessionId: SessionId): void;
}

export function createCsrf(config: Pick<Config, 'http' | 'sessionSecret'>): Csrf {
  const { publicUrl, corsOrigins } = config.http;
  const trusted = new Set(publicUrl ? [publicUrl, ...corsOrigins] : corsOrigins);

  const tokenOf = (sessionId: SessionId) =>
    createHmac('sha256', config.sessionSecret).update(`csrf:${sessionId}`).digest('base64url');
  const isOurs = (origin: string, host: string) =>
    trusted.has(origin) || (URL.canParse(origin) && new URL(origin).host === host);

  return {
    tokenOf,
    check(request, sessionId) {
      const { origin } = request.headers;
      const token = request.headers['x-csrf-token'];
      if (origin !== undefined && !isOurs(origin, request.host)) throw new AppError('E2002');
      if (typeof token !== 'string' || !isSameSecret(token, tokenOf(sessionId))) throw new AppError('E2002');
    },
  };
}
