import type { FastifyRequest } from 'fastify';
import type { Authenticate, Viewer } from '../account/viewer.ts';
import { AppError } from '../errors.ts';
import { must } from '../kit/must.ts';
import type { Csrf } from './csrf.ts';
import type { HttpServer } from './http-server.ts';
import { SESSION_COOKIE } from './session-cookie.ts';

declare module 'fastify' {
  interface FastifyRequest {
    viewer: Viewer | undefined;
  }
}

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);
const BEARER = /^Bearer ([A-Za-z0-9._~+/=-]{1,512})$/i;

/**
 * Finds out who asks, before the body is read, and refuses whom the route's policy does not admit. An `Authorization` header decides alone,
 * whatever is in it; only without one does the cookie count, and then unsafe methods need the CSRF token.
 */
export function installAuthentication(server: HttpServer, authenticate: Authenticate, csrf: Csrf): void {
  server.decorateRequest('viewer', undefined);
  server.addHook('onRequest', async (request) => {
    const { policy } = request.routeOptions.config;
    if (policy !== 'user' && policy !== 'admin') return;
    const { authorization } = request.headers;
    const token = authorization === undefined ? request.cookies[SESSION_COOKIE] : BEARER.exec(authorization)?.[1];
    const viewer = token ? await authenticate(token) : undefined;
    if (!viewer) throw new AppError('E2000');
    if (authorization === undefined && !SAFE_METHODS.has(request.method)) csrf.check(request, viewer.sessionId);
    if (policy === 'admin' && viewer.role !== 'admin') throw new AppError('E2001');
    request.viewer = viewer;
  });
}

/** Who asks, on a route whose policy is `user` or `admin`. */
export function viewerOf(request: FastifyRequest): Viewer {
  return must(request.viewer, 'the viewer of a signed-in route');
}
