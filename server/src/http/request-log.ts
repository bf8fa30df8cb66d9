import { AppError } from '../errors.ts';
import { HTTP_LIMITS } from '../kit/limits.ts';
import type { HttpServer, Phase } from './http-server.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Answers while the server starts or drains, too. */
    isAlwaysOpen?: boolean;
  }
}

/** What every answer has and every request leaves behind: its id, the headers no JSON goes without, and one line in the log. */
export function installRequestLog(server: HttpServer, phase: () => Phase): void {
  server.addHook('onRequest', (request, reply, done) => {
    reply.headers({
      'x-request-id': request.id,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    });
    if (phase() !== 'ready' && !request.routeOptions.config.isAlwaysOpen) {
      reply.header('connection', 'close');
      done(new AppError('E1007', undefined, { retryAfterS: HTTP_LIMITS.retryAfterS }));
    } else done();
  });
  server.addHook('onResponse', (request, reply, done) => {
    request.log.debug({
      user_id: request.viewer?.userId,
      method: request.method,
      // The pattern, never the address: a path can hold a webhook token, a query what a person searched for.
      route: request.routeOptions.url ?? 'none',
      status: reply.statusCode,
      elapsed_ms: Math.round(reply.elapsedTime),
    });
    done();
  });
}
