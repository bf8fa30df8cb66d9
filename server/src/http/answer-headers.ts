import type { FastifyReply, FastifyRequest } from 'fastify';
import type { HttpServer } from './http-server.ts';

/** Gives every answer its request id and the headers that no JSON goes without; a page adds its own. */
export function installAnswerHeaders(server: HttpServer): void {
  server.addHook('onRequest', (request, reply, done) => {
    putAnswerHeaders(request, reply);
    done();
  });
}

/** For an answer that no hook sees: one to an address that could not be read. */
export function putAnswerHeaders(request: FastifyRequest, reply: FastifyReply): void {
  reply.headers({ 'x-request-id': request.id, 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' });
}
