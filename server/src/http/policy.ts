import type { HttpServer } from './http-server.ts';

/**
 * Who may call a route. `public`: anyone, and no session is read. `user`: whoever is signed in, and programs with an API key whose scope covers it.
 * `session`: whoever is signed in, and no program. `admin`: whoever is signed in as an admin, and no program. `webhook`: a machine that the route itself
 * identifies, by the token in its path.
 */
export type Policy = 'public' | 'user' | 'session' | 'admin' | 'webhook';

declare module 'fastify' {
  interface FastifyContextConfig {
    policy: Policy;
    /** On a `user` route: whether API keys of the scope `chat` reach it. */
    isChat?: boolean;
  }
}

/** Stops the start at a route that does not say who may call it. */
export function installPolicyCheck(server: HttpServer): void {
  server.addHook('onRoute', (route) => {
    if (!route.config?.policy) throw new Error(`route ${String(route.method)} ${route.url} must declare config.policy`);
  });
}
