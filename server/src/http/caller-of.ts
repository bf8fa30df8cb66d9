import type { FastifyRequest } from 'fastify';
import type { Caller } from '../account/caller.ts';

export function callerOf(request: FastifyRequest): Caller {
  return { ip: request.ip, userAgent: request.headers['user-agent'] ?? '', requestId: request.id };
}
