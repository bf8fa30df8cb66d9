import fastifyHelmet from '@fastify/helmet';
import type { HttpServer } from './http-server.ts';

/** By directive, what a page may load and do: nothing but from this server. */
export const ONLY_SELF = {
  'default-src': ["'none'"],
  'script-src': ["'self'"],
  // Dialogs and menus (Radix) add style elements when they open; without scripts of others a style can't act.
  'style-src': ["'self'", "'unsafe-inline'"],
  'img-src': ["'self'", 'data:', 'blob:'],
  'font-src': ["'self'", 'data:'],
  'media-src': ["'self'", 'blob:'],
  'connect-src': ["'self'"],
  'manifest-src': ["'self'"],
  'worker-src': ["'self'"],
  'frame-src': ["'self'"],
  'base-uri': ["'none'"],
  'form-action': ["'self'"],
  'frame-ancestors': ["'none'"],
};

/**
 * Puts the headers of a page on every answer of this scope: nothing may be loaded but from this server. JSON answers go without them, which a
 * browser would not read there.
 */
export async function installHtmlHeaders(scope: HttpServer): Promise<void> {
  await scope.register(fastifyHelmet, {
    // Not `upgrade-insecure-requests`, one of the defaults: at home the page often comes over plain HTTP.
    contentSecurityPolicy: { useDefaults: false, directives: ONLY_SELF },
    strictTransportSecurity: { maxAge: 15_552_000, includeSubDomains: false },
  });
}
