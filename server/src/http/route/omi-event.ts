import { z } from 'zod';
import { OMI_LIMITS } from '../../kit/limits.ts';
import { must } from '../../kit/must.ts';
import type { VoiceRoad } from '../../omi/create-voice-road.ts';
import type { HttpServer, Routes } from '../http-server.ts';
import { installOmiScope, openItsDoor, readPosted } from '../omi-scope.ts';

const schema = {
  tags: ['omi'],
  params: z.object({ token: z.string() }),
  response: { 200: z.object({}).describe('Always empty: Omi would put a message into the person’s chat') },
};
const how =
  'Always answers 200 with `{}`, also to the probe `{}` and to what it does not take, except 503 while it cannot be stored and 404 for an ' +
  'unknown token.';

/** Where Omi tells of what it made of what it heard. */
export function omiEventRoutes({ openDoor, data }: Pick<VoiceRoad, 'openDoor' | 'data'>): Routes {
  return async (server) => {
    await server.register(async (scope: HttpServer) => {
      installOmiScope(scope);
      scope.post(
        '/omi-webhook/:token/conversation',
        {
          config: { policy: 'webhook' },
          bodyLimit: OMI_LIMITS.conversationBytes,
          onRequest: openItsDoor({ openDoor }),
          schema: {
            ...schema,
            summary: 'A finished conversation from Omi',
            description:
              `It becomes a conversation of the linked person, with its open action items as tasks, once however often it comes; what was created ` +
              `at Omi by this server is left out. ${how}`,
          },
        },
        async (request) => {
          await data.acceptConversation(must(request.webhookDoor, 'the door of an event'), readPosted(request));
          return {};
        },
      );
      scope.post(
        '/omi-webhook/:token/day-summary',
        {
          config: { policy: 'webhook' },
          onRequest: openItsDoor({ openDoor }),
          schema: {
            ...schema,
            summary: 'A day’s summary from Omi',
            description: `It becomes an event, a notification and tasks of the linked person, once for each date. ${how}`,
          },
        },
        async (request) => {
          await data.acceptDaySummary(must(request.webhookDoor, 'the door of an event'), readPosted(request));
          return {};
        },
      );
    });
  };
}
