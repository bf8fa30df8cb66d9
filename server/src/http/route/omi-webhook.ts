import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { AppError } from '../../errors.ts';
import { HTTP_LIMITS } from '../../kit/limits.ts';
import { must } from '../../kit/must.ts';
import type { VoiceRoad } from '../../omi/create-voice-road.ts';
import type { WebhookDoor } from '../../omi/open-door.ts';
import type { HttpServer, Routes } from '../http-server.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Whose webhook address this is; known before the body is read. */
    webhookDoor: WebhookDoor | undefined;
  }
}

const params = z.object({ token: z.string().optional() });
const query = z.record(z.string(), z.unknown());
const answer = z.object({
  message: z.string().optional().describe('Omi pushes it to the person at once; absent when there is nothing to say'),
});

const schema = {
  tags: ['omi'],
  summary: 'Real-time transcript from Omi',
  description:
    'Takes every body that Omi sends or documents: `{session_id, segments}` with `?uid=`, a bare array of segments, `{}` (the probe). Always answers 200 with JSON, ' +
    'except 503 while the words cannot be stored, and 404 for an unknown token. The form without a token works only with OMI_WEBHOOK_ALLOW_UNSIGNED=true.',
  response: { 200: answer },
};

type Road = Pick<VoiceRoad, 'openDoor' | 'answerDelivery'>;

/** Where Omi delivers what it hears. */
export function omiWebhookRoutes(road: Road): Routes {
  return async (server) => {
    await server.register(async (scope: HttpServer) => installWebhook(scope, road));
  };
}

function installWebhook(scope: HttpServer, road: Road): void {
  scope.decorateRequest('webhookDoor', undefined);
  // Omi's own reading is lenient, so ours is: whatever the content type says and whether or not it is JSON. Text would be counted in
  // characters against the announced bytes and refused where its UTF-8 is broken.
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body.toString()));
  scope.setErrorHandler(answerError);

  for (const url of ['/omi-webhook/:token', '/omi-webhook']) {
    scope.post(
      url,
      {
        config: { policy: 'webhook' },
        schema: url.endsWith(':token') ? { ...schema, params } : schema,
        onRequest: async (request) => {
          const { token } = params.parse(request.params);
          request.webhookDoor = await road.openDoor(token);
        },
      },
      (request, reply) =>
        road.answerDelivery(must(request.webhookDoor, 'the door of a delivery'), {
          body: typeof request.body === 'string' ? request.body : '',
          query: query.parse(request.query),
          hungUp: hungUpSignal(reply),
        }),
    );
  }
}

/** Omi counts every answer but 200 against the app, so what we refuse is refused silently. Our own trouble is 503: it may send that again. */
function answerError(error: FastifyError | AppError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (error instanceof AppError && error.code !== 'E5000') throw error;
  const isTheirs = !(error instanceof AppError) && (error.statusCode ?? 500) < 500;
  if (!isTheirs) throw new AppError('E1007', undefined, { retryAfterS: HTTP_LIMITS.retryAfterS, cause: error });
  request.log.warn({ part: 'omi', code: error.code }, 'a delivery could not be read');
  return reply.code(200).send({});
}

function hungUpSignal(reply: FastifyReply): AbortSignal {
  const controller = new AbortController();
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) controller.abort();
  });
  return controller.signal;
}
