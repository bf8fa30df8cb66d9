import { AppError } from '../errors.ts';
import { HTTP_LIMITS } from '../kit/limits.ts';
import type { HttpServer, Phase } from './http-server.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Answers while the server starts or drains, too. */
    isAlwaysOpen?: boolean;
  }
}

/** Sends requests away while the server starts or drains, and their connections with them. */
export function installPhaseGate(server: HttpServer, phase: () => Phase): void {
  server.addHook('onRequest', (request, reply, done) => {
    if (phase() === 'ready' || request.routeOptions.config.isAlwaysOpen) {
      done();
      return;
    }
    reply.header('connection', 'close');
    done(new AppError('E1007', undefined, { retryAfterS: HTTP_LIMITS.retryAfterS }));
  });
}
