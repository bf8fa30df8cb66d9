import fastifySwagger from '@fastify/swagger';
import type { FastifySchema } from 'fastify';
import { createJsonSchemaTransform, createJsonSchemaTransformObject } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { HttpServer } from './http-server.ts';
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
    transform: (route) => transformRoute({ ...route, schema: describe(route.schema, route.route.config?.policy) }),
    transformObject: (document) => keepReferenced(transformDocument(document)),
  });
}

const config: Parameters<typeof createJsonSchemaTransform>[0] = {
  zodToJsonConfig: {
    // Zod's pattern for a date and time has 300 characters and says nothing that the format does not.
    override: ({ jsonSchema }) => {
      if (jsonSchema.format === 'date-time') delete jsonSchema.pattern;
    },
  },
};
const transformRoute = createJsonSchemaTransform(config);
const transformDocument = createJsonSchemaTransformObject(config);

/** Every named schema comes in a form for input and one for output; keeps those that a route leads to. */
function keepReferenced(document: ReturnType<typeof transformDocument>): ReturnType<typeof transformDocument> {
  if (!('components' in document)) return document;
  const all = document.components?.schemas ?? {};
  const reached = new Set<string>();
  const visit = (part: unknown) => {
    for (const [, name = ''] of JSON.stringify(part).matchAll(/"#\/components\/schemas\/([^"]+)"/g)) {
      if (!reached.has(name)) {
        reached.add(name);
        visit(all[name]);
      }
    }
  };
  visit(document.paths);
  for (const name of Object.keys(all)) if (!reached.has(name)) delete all[name];
  return document;
}

function describe(schema: FastifySchema = {}, policy: Policy | undefined): FastifySchema {
  const response = typeof schema.response === 'object' ? schema.response : {};
  return {
    ...schema,
    response: { ...response, default: failure.describe('What went wrong') },
    security: policy === 'public' || policy === 'webhook' ? [] : [{ bearer: [] }, { cookie: [] }],
  };
}
