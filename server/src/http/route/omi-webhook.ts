import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { must } from '../../kit/must.ts';
import type { VoiceRoad } from '../../omi/create-voice-road.ts';
import type { HttpServer, Routes } from '../http-server.ts';
import { installOmiScope, openItsDoor, readPosted } from '../omi-scope.ts';

const params = z.object({ token: z.string().optional() });
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
  installOmiScope(scope);
  for (const url of ['/omi-webhook/:token', '/omi-webhook']) {
    scope.post(
      url,
      {
        config: { policy: 'webhook' },
        schema: url.endsWith(':token') ? { ...schema, params } : schema,
        onRequest: openItsDoor(road),
      },
      (request, reply) =>
        road.answerDelivery(must(request.webhookDoor, 'the door of a delivery'), {
          ...readPosted(request),
          hungUp: hungUpSignal(reply),
        }),
    );
  }
}

function hungUpSignal(reply: FastifyReply): AbortSignal {
  const controller = new AbortController();
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) controller.abort();
  });
  return controller.signal;
}
