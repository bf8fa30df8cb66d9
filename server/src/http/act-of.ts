import type { FastifyRequest } from 'fastify';
import type { Act } from '../admin/act.ts';
import { viewerOf } from './authentication.ts';
import { callerOf } from './caller-of.ts';

/** Which admin asks, and from where, on a route whose policy is `admin`. */
export function actOf(request: FastifyRequest): Act {
  return { actor: viewerOf(request).userId, caller: callerOf(request) };
}
