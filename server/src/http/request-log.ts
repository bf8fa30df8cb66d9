import type { HttpServer } from './http-server.ts';

/** Leaves one line in the log for every answer, at the level `debug`: at `info` it would be most of the work of a short one. */
export function installRequestLog(server: HttpServer): void {
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
