import type { FastifyRequest } from 'fastify';
import type { RelyingParty } from '../account/passkey.ts';
import { AppError } from '../errors.ts';

/**
 * The page for which passkeys are made and used: the one that `PUBLIC_URL` names, or `localhost` where it is not set.
 * @throws AppError E1003 under any other name, since a name that only the request claims is no name to trust
 */
export function relyingPartyOf(publicUrl: string | null, request: FastifyRequest): RelyingParty {
  if (publicUrl !== null) return { id: new URL(publicUrl).hostname, origin: publicUrl };
  if (request.hostname !== 'localhost') {
    throw new AppError(
      'E1003',
      'Passkeys need the address of this server in PUBLIC_URL, or a page opened as localhost.',
    );
  }
  return { id: 'localhost', origin: `${request.protocol}://${request.host}` };
}
