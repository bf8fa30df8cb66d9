import fastifySwagger from '@fastify/swagger';
import type { FastifySchema } from 'fastify';
import { jsonSchemaTransform } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { HttpServer } from './create-http-server.ts';
import type { Policy } from './policy.ts';

const failure = z.object({
  ok: z.literal(false),
  error: z.object({
    code: z.string().describe('Stable, for example E1002; see the table of error codes'),
    message: z.string().describe('For the person: what happened and what to do'),
    request_id: z.string(),
    details: z.array(z.unknown()).optional(),
    retry_after_s: z.number().optional(),
  }),
});

/** Collects the schemas of the routes that come after it, for `/openapi.json`. */
export async function installOpenapi(server: HttpServer): Promise<void> {
  await server.register(fastifySwagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'OmniAI',
        version: '1',
        description:
          'JSON in and out, times in ISO 8601 UTC, ids opaque. Sign in for a session token and send it as a bearer, or keep the cookies ' +
          'and send the value of `omni_csrf` as `X-CSRF-Token` with every unsafe request. Every answer carries `X-Request-ID`.',
      },
      components: {
        securitySchemes: {
          bearer: { type: 'http', scheme: 'bearer' },
          cookie: { type: 'apiKey', in: 'cookie', name: 'omni_session' },
        },
      },
    },
    transform: (route) => {
      const described = { ...route, schema: describe(route.schema, route.route.config?.policy) };
      return jsonSchemaTransform(described);
    },
  });
}

function describe(schema: FastifySchema = {}, policy: Policy | undefined): FastifySchema {
  const response = typeof schema.response === 'object' ? schema.response : {};
  return {
    ...schema,
    response: { ...response, default: failure.describe('What went wrong') },
    security: policy === 'user' || policy === 'admin' ? [{ bearer: [] }, { cookie: [] }] : [],
  };
}
