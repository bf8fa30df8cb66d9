import fastifyCors from '@fastify/cors';
import type { HttpServer } from './http-server.ts';

/** Lets pages of the named origins call the API with their cookies; every other origin gets no leave at all. */
export async function installCors(server: HttpServer, origins: readonly string[]): Promise<void> {
  if (origins.length === 0) return;
  await server.register(fastifyCors, {
    origin: [...origins],
    credentials: true,
    methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
    exposedHeaders: ['X-Request-ID', 'Retry-After', 'RateLimit-Limit', 'RateLimit-Remaining', 'RateLimit-Reset'],
    maxAge: 600,
  });
}
