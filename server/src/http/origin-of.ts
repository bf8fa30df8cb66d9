import type { FastifyRequest } from 'fastify';

/** The origin under which people reach the server: as it is told, else the one of the request. */
export function originOf(request: FastifyRequest, publicUrl: string | null): string {
  return publicUrl ?? `${request.protocol}://${request.host}`;
}
