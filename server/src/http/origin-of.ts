import type { FastifyRequest } from 'fastify';
import { AppError } from '../errors.ts';

/**
 * The origin under which people reach the server: as it is told, else the one of the request.
 * @throws AppError E1000 when the request names no host that an address could have
 */
export function originOf(request: FastifyRequest, publicUrl: string | null): string {
  if (publicUrl !== null) return publicUrl;
  // A proxy that passes on what the client says of the protocol must not put it into links.
  const origin = `${request.protocol === 'https' ? 'https' : 'http'}://${request.host}`;
  if (!URL.canParse(origin)) throw new AppError('E1000', 'The Host header of the request could not be read.');
  return origin;
}
