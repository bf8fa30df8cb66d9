import { access } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { installHtmlHeaders } from '../html-headers.ts';
import type { HttpServer, Routes } from '../http-server.ts';

const BEING_BUILT = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="refresh" content="2">
<title>OmniAI</title>
<style>body { font: 1rem/1.6 system-ui, sans-serif; display: grid; place-content: center; min-height: 100vh; margin: 0; text-align: center }</style>
<h1>Almost there</h1>
<p>The page is being built. This happens once and takes a few seconds; it opens by itself.</p>
</html>
`;

/** The page's frame for diagrams: it has an origin of its own, may run only our scripts, and reaches nothing. */
const FRAME_POLICY =
  "sandbox allow-scripts; default-src 'none'; script-src 'self'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'";

/**
 * The web page under `/app/`. A path without a file ending is a place inside the page and gets its `index.html`. Files under `assets/` have
 * a hash in their name and are kept by browsers for good; all others are asked for anew.
 * @param webDir where the built page lies, or will lie once it is built
 */
export function pageRoutes(webDir: string): Routes {
  return async (server) => {
    await server.register(async (child) => {
      const scope: HttpServer = child.withTypeProvider();
      await installHtmlHeaders(scope);
      // Not `webDir` itself, of which the plugin would warn as long as it is not built; each call names it.
      await scope.register(fastifyStatic, {
        root: dirname(webDir),
        serve: false,
        dotfiles: 'ignore',
        // The build lays compressed files beside what has a hash in its name.
        preCompressed: true,
      });
      const options = { config: { policy: 'public', isAlwaysOpen: true } as const, schema: { hide: true } };

      scope.get('/', options, (_request, reply) => reply.redirect('/app/'));
      scope.get('/app', options, (_request, reply) => reply.redirect('/app/'));
      scope.get(
        '/app/*',
        { ...options, schema: { hide: true, params: z.object({ '*': z.string() }) } },
        async (request, reply) => {
          const path = request.params['*'];
          for (const [name, value] of Object.entries(headersOf(path))) reply.header(name, value);
          if (path.startsWith('assets/')) return reply.sendFile(path, webDir, { maxAge: '1y', immutable: true });
          if (/\.[^/]*$/.test(path)) return sendFresh(reply, path, webDir);
          return (await isBuilt(webDir)) ? sendFresh(reply, 'index.html', webDir) : sendBeingBuilt(reply);
        },
      );
    });
  };
}

function headersOf(path: string): Record<string, string> {
  if (path === 'diagram/frame.html') return { 'content-security-policy': FRAME_POLICY };
  // These are what that frame loads, and to a browser its origin is another.
  if (/^(diagram\/frame|assets\/mermaid[^/]*)\.js$/.test(path))
    return { 'cross-origin-resource-policy': 'cross-origin' };
  return {};
}

function sendFresh(reply: FastifyReply, file: string, webDir: string): FastifyReply {
  return reply.header('cache-control', 'no-cache').sendFile(file, webDir, { cacheControl: false });
}

function sendBeingBuilt(reply: FastifyReply): FastifyReply {
  return reply.code(503).header('retry-after', 2).type('text/html; charset=utf-8').send(BEING_BUILT);
}

async function isBuilt(webDir: string): Promise<boolean> {
  try {
    await access(join(webDir, 'index.html'));
    return true;
  } catch {
    return false;
  }
}
