import fastifyRateLimit from '@fastify/rate-limit';
import { toAddressSubject } from '../account/attempt-limit.ts';
import { AppError } from '../errors.ts';
import { RATE_LIMITS_PER_MINUTE } from '../kit/limits.ts';
import type { HttpServer } from './http-server.ts';
import type { Policy } from './policy.ts';

type RateClass = keyof typeof RATE_LIMITS_PER_MINUTE;

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Which allowance a call is counted against; by default `read` or `write`, as the method says, or `webhook`. */
    rateClass?: RateClass;
  }
}

/** Counts calls by person and class of route; routes of one class share one allowance. */
export async function installRateLimits(server: HttpServer): Promise<void> {
  await server.register(fastifyRateLimit, {
    global: false,
    enableDraftSpec: true,
    timeWindow: 60_000,
    keyGenerator: (request) => request.viewer?.userId ?? toAddressSubject(request.ip),
    errorResponseBuilder: (_request, context) =>
      new AppError('E1006', undefined, { retryAfterS: Math.ceil(context.ttl / 1000) }),
  });
  const limiterOf = (rateClass: RateClass) => server.rateLimit({ max: RATE_LIMITS_PER_MINUTE[rateClass] });
  const limiters = {
    chat: limiterOf('chat'),
    write: limiterOf('write'),
    read: limiterOf('read'),
    account: limiterOf('account'),
    webhook: limiterOf('webhook'),
  } satisfies Record<RateClass, unknown>;
  server.addHook('onRoute', (route) => {
    const rateClass = route.config?.rateClass ?? defaultClass(route.config?.policy, route.method);
    const own = route.onRequest ?? [];
    route.onRequest = [limiters[rateClass], ...(Array.isArray(own) ? own : [own])];
  });
}

function defaultClass(policy: Policy | undefined, method: string | string[]): RateClass {
  if (policy === 'webhook') return 'webhook';
  return method === 'GET' || method === 'HEAD' ? 'read' : 'write';
}
