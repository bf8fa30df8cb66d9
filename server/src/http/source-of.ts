import type { FastifyRequest } from 'fastify';

/** Where a signed-in person's words come from: the page holds a cookie, programs hold a token. */
export function sourceOf(request: FastifyRequest): 'web' | 'api' {
  return request.headers.authorization === undefined ? 'web' : 'api';
}
