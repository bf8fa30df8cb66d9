import type { HttpServer } from './http-server.ts';

/** Gives every answer its request id and the headers that no JSON goes without; a page adds its own. */
export function installAnswerHeaders(server: HttpServer): void {
  server.addHook('onRequest', (request, reply, done) => {
    reply.headers({ 'x-request-id': request.id, 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' });
    done();
  });
}
