import { fastify } from 'fastify';
import { installHtmlHeaders } from '../html-headers.ts';
import type { Routes } from '../http-server.ts';

/** Everything from this server: no fonts, no telemetry, no proxy and no assistant of others. */
const CONFIGURATION = JSON.stringify({
  withDefaultFonts: false,
  telemetry: false,
  hideClientButton: true,
  showDeveloperTools: 'never',
  agent: { disabled: true },
  mcp: { disabled: true },
});

const PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>OmniAI API</title>
<link rel="icon" href="data:,">
</head>
<body>
<script id="api-reference" data-url="/openapi.json" data-configuration="${CONFIGURATION.replaceAll('"', '&quot;')}"></script>
<script src="/docs/scalar.js"></script>
</body>
</html>
`;

/** The API's description, for machines (`/openapi.json`) and for people (`/docs`). */
export function docsRoutes(): Routes {
  let script: Promise<string> | undefined;
  let document: string | undefined;
  return async (server) => {
    await server.register(async (scope) => {
      await installHtmlHeaders(scope);
      const options = { config: { policy: 'public' } as const, schema: { hide: true } };

      scope.get('/openapi.json', options, (_request, reply) => {
        document ??= JSON.stringify(server.swagger());
        reply.type('application/json; charset=utf-8').send(document);
      });
      scope.get('/docs', options, (_request, reply) => {
        reply.header('cache-control', 'no-cache').type('text/html; charset=utf-8').send(PAGE);
      });
      scope.get('/docs/scalar.js', options, async (_request, reply) => {
        script ??= loadScalar();
        return reply
          .header('cache-control', 'max-age=86400')
          .type('text/javascript; charset=utf-8')
          .send(await script);
      });
    });
  };
}

/** Takes the script out of Scalar's plugin, which holds 4 MB of it in memory: only once somebody reads the page. */
async function loadScalar(): Promise<string> {
  const { default: scalar } = await import('@scalar/fastify-api-reference');
  const carrier = fastify();
  await carrier.register(scalar, { routePrefix: '/docs', configuration: { url: '/openapi.json' } });
  const { body } = await carrier.inject('/docs/js/scalar.js');
  await carrier.close();
  return body;
}
