import type { FastifyContextConfig, FastifyRequest } from 'fastify';
import type { Authenticate, SessionViewer, Viewer } from '../account/viewer.ts';
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
 * whatever is in it; only without one does the cookie count, and then unsafe methods need the CSRF token. An API key is no cookie.
 */
export function installAuthentication(server: HttpServer, authenticate: Authenticate, csrf: Csrf): void {
  server.decorateRequest('viewer', undefined);
  server.addHook('onRequest', async (request) => {
    const { config } = request.routeOptions;
    if (config.policy === undefined || config.policy === 'public' || config.policy === 'webhook') return;
    const { authorization } = request.headers;
    const isCookie = authorization === undefined;
    const token = isCookie ? request.cookies[SESSION_COOKIE] : BEARER.exec(authorization)?.[1];
    const viewer = token ? await authenticate(token) : undefined;
    if (!viewer) throw new AppError('E2000');
    const isSafe = SAFE_METHODS.has(request.method);
    if (isCookie) {
      if (viewer.keyScope !== null) throw new AppError('E2000');
      if (!isSafe) csrf.check(request, viewer.sessionId);
    }
    if (!isInScope(viewer, config, isSafe)) throw new AppError('E2001', 'This API key may not do this.');
    if (config.policy === 'admin' && viewer.role !== 'admin') throw new AppError('E2001');
    request.viewer = viewer;
  });
}

function isInScope({ keyScope }: Viewer, { policy, isChat }: FastifyContextConfig, isSafe: boolean): boolean {
  if (keyScope === null) return true;
  if (policy !== 'user') return false;
  if (keyScope === 'chat') return isChat === true;
  return keyScope === 'all' || isSafe;
}

/** Who asks, on a route whose policy is `user`, `session` or `admin`. */
export function viewerOf(request: FastifyRequest): Viewer {
  return must(request.viewer, 'the viewer of a signed-in route');
}

/** Who asks, on a route whose policy is `session` or `admin`. */
export function sessionViewerOf(request: FastifyRequest): SessionViewer {
  const viewer = viewerOf(request);
  if (viewer.keyScope !== null) throw new Error('a route that wants a session must have the policy session');
  return viewer;
}
