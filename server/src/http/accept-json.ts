import type { HttpServer } from './http-server.ts';

/**
 * Takes bodies in JSON and nothing else. An empty one counts as none, since many clients name the type on every POST; keys that would
 * reach a prototype are refused.
 */
export function acceptJson(server: HttpServer): void {
  const parse = server.getDefaultJsonParser('error', 'error');
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) =>
    body.length === 0 ? done(null, undefined) : parse(request, String(body), done),
  );
}
