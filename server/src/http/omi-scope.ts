import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { AppError } from '../errors.ts';
import { HTTP_LIMITS } from '../kit/limits.ts';
import type { WebhookDoor } from '../omi/open-door.ts';
import type { HttpServer } from './http-server.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Whose webhook address this is; known before the body is read. */
    webhookDoor: WebhookDoor | undefined;
  }
}

/** Makes a scope read what Omi posts the way Omi itself reads, and answer trouble the way Omi takes it. */
export function installOmiScope(scope: HttpServer): void {
  scope.decorateRequest('webhookDoor', undefined);
  // Omi's own reading is lenient, so ours is: whatever the content type says and whether or not it is JSON. Text would be counted in
  // characters against the announced bytes and refused where its UTF-8 is broken.
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body.toString()));
  scope.setErrorHandler(answerError);
}

/** Omi counts every answer but 200 against the app, so what we refuse is refused silently. Our own trouble is 503: it may send that again. */
function answerError(error: FastifyError | AppError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (error instanceof AppError && error.code !== 'E5000') throw error;
  const isTheirs = !(error instanceof AppError) && (error.statusCode ?? 500) < 500;
  if (!isTheirs) throw new AppError('E1007', undefined, { retryAfterS: HTTP_LIMITS.retryAfterS, cause: error });
  request.log.warn({ part: 'omi', code: error.code }, 'a delivery could not be read');
  return reply.code(200).send({});
}

const params = z.object({ token: z.string().optional() });
const query = z.record(z.string(), z.unknown());

/** A hook for `onRequest`: looks up whose address it is. @throws AppError E1002 for an unknown token */
export function openItsDoor(road: { openDoor(token: string | undefined): Promise<WebhookDoor> }) {
  return async (request: FastifyRequest): Promise<void> => {
    request.webhookDoor = await road.openDoor(params.parse(request.params).token);
  };
}

/** The body as text (empty where there is none) and the query. */
export function readPosted(request: FastifyRequest): { body: string; query: Record<string, unknown> } {
  return { body: typeof request.body === 'string' ? request.body : '', query: query.parse(request.query) };
}
