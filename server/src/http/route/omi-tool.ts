import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { AppError } from '../../errors.ts';
import type { VoiceRoad } from '../../omi/create-voice-road.ts';
import { toolManifest } from '../../omi/data/tool-manifest.ts';
import { parseBody } from '../../omi/intake/parse-body.ts';
import type { WebhookDoor } from '../../omi/open-door.ts';
import type { HttpServer, Routes } from '../http-server.ts';
import { installOmiScope, openItsDoor, readPosted } from '../omi-scope.ts';

const tags = ['omi'];
const params = z.object({ token: z.string().optional(), name: z.string() });
const manifest = z.object({
  tools: z.array(
    z.object({
      name: z.string(),
      description: z.string(),
      endpoint: z.string(),
      method: z.literal('POST'),
      auth_required: z.literal(false),
      status_message: z.string(),
      parameters: z.object({
        properties: z.record(z.string(), z.object({ type: z.literal('string'), description: z.string() })),
        required: z.array(z.string()),
      }),
    }),
  ),
  chat_messages: z.object({ enabled: z.boolean(), target: z.literal('app'), notify: z.boolean() }),
});
const schema = {
  tags,
  summary: 'A chat tool for Omi',
  description:
    'Does what Omi’s chat asks for in the name of the linked `uid`: `ask` {question}, `remember` {text}, `add_task` {title, due?}, `search_my_chats` ' +
    '{query}. Omi signs nothing, so only the secret address does anything. Always answers 200 with words, except 503 for our own trouble and 404 for ' +
    'an unknown token. The form without a token works only with OMI_WEBHOOK_ALLOW_UNSIGNED=true.',
  response: { 200: z.object({ result: z.string().optional() }) },
};

/** Omi's chat tools: what there is, and the tools themselves. */
export function omiToolRoutes(road: Pick<VoiceRoad, 'openDoor' | 'data'>): Routes {
  return async (server) => {
    await server.register(async (scope: HttpServer) => {
      installOmiScope(scope);
      installManifests(scope, road);
      installTools(scope, road);
    });
  };
}

function installManifests(scope: HttpServer, road: Pick<VoiceRoad, 'openDoor'>): void {
  scope.get(
    '/.well-known/omi-tools.json',
    {
      config: { policy: 'public' },
      schema: {
        tags,
        summary: 'The chat tools there are for Omi',
        description: 'Its addresses hold no secret and do nothing; Omi gets the manifest by its secret address.',
        response: { 200: manifest },
      },
    },
    () => toolManifest(undefined),
  );
  const withToken = z.object({ token: z.string() });
  scope.get(
    '/omi-tools/:token/manifest.json',
    {
      config: { policy: 'webhook' },
      onRequest: openItsDoor(road),
      schema: {
        tags,
        summary: 'The manifest of the chat tools, to be given to Omi',
        params: withToken,
        response: { 200: manifest },
      },
    },
    (request) => toolManifest(request.params.token),
  );
}

function installTools(scope: HttpServer, { openDoor, data }: Pick<VoiceRoad, 'openDoor' | 'data'>): void {
  for (const url of ['/omi-tools/:token/:name', '/omi/tools/:name']) {
    const isSecret = url.includes(':token');
    scope.route({
      url,
      method: ['GET', 'POST'],
      config: { policy: 'webhook' },
      schema: { ...schema, params: isSecret ? params.required() : params.omit({ token: true }) },
      onRequest: isSecret ? openItsDoor({ openDoor }) : openIfUnsigned(openDoor),
      async handler(request) {
        // Omi asks so whether the address answers at all.
        if (request.method === 'HEAD') return {};
        const { body, query } = readPosted(request);
        const parameters = request.method === 'GET' ? query : { ...query, ...asObject(parseBody(body)) };
        const { name } = params.parse(request.params);
        return { result: await data.answerTool(request.webhookDoor, { name, parameters }) };
      },
    });
  }
}

/** A call without the secret is answered in words, because Omi shows the person no others. */
function openIfUnsigned(openDoor: (token: undefined) => Promise<WebhookDoor>) {
  return async (request: FastifyRequest): Promise<void> => {
    request.webhookDoor = await openDoor(undefined).catch((error: unknown) => {
      if (error instanceof AppError && error.code === 'E1002') return undefined;
      throw error;
    });
  };
}

function asObject(value: unknown): object {
  return typeof value === 'object' && value !== null ? value : {};
}
