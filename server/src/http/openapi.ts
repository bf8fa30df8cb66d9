import fastifySwagger from '@fastify/swagger';
import { jsonSchemaTransform } from 'fastify-type-provider-zod';
import type { HttpServer } from './create-http-server.ts';

/** Collects the schemas of the routes that come after it, for `/openapi.json`. */
export async function installOpenapi(server: HttpServer): Promise<void> {
  await server.register(fastifySwagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'OmniAI',
        version: '1',
        description:
          'Self-hosted AI chat. Every failure has the body `{ok: false, error: {code, message, request_id}}`.',
      },
      components: {
        securitySchemes: {
          bearer: { type: 'http', scheme: 'bearer' },
          cookie: { type: 'apiKey', in: 'cookie', name: 'omni_session' },
        },
      },
    },
    transform: jsonSchemaTransform,
  });
}
