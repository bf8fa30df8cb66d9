import { HTTP_LIMITS } from '../kit/limits.ts';
import type { HttpServer } from './http-server.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** How long the body may take to arrive, where that is longer than usual. */
    bodyTimeoutMs?: number;
  }
}

/**
 * Cuts connections whose body dawdles. Node's own limit holds for every request alike, and has to leave time for the largest upload. A body that is
 * there already, as nearly all are, costs nothing.
 */
export function installBodyTimeout(server: HttpServer): void {
  server.addHook('preParsing', (request, _reply, payload, done) => {
    const { raw } = request;
    if (!raw.complete) {
      const waitMs = request.routeOptions.config.bodyTimeoutMs ?? HTTP_LIMITS.bodyTimeoutMs;
      const timer = setTimeout(() => raw.destroy(), waitMs);
      raw.once('close', () => clearTimeout(timer)).once('end', () => clearTimeout(timer));
    }
    done(null, payload);
  });
}
