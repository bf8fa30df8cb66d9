import type { FastifyRequest } from 'fastify';
import ipaddr from 'ipaddr.js';
import { z } from 'zod';
import type { Metrics } from '../../admin/create-metrics.ts';
import { metricsSchema, readMetrics } from '../../admin/read-metrics.ts';
import { AppError } from '../../errors.ts';
import type { Clock } from '../../kit/clock.ts';
import { isSameSecret } from '../../kit/id.ts';
import { adminCountReader } from '../../store/admin-count-reader.ts';
import type { Store } from '../../store/open.ts';
import type { Routes } from '../http-server.ts';

const SEEN_MS = 7 * 86_400_000;
const count = z.number().int();
const activation = z.object({
  ok: z.literal(true),
  counters: z.object({
    people: count,
    seen: count.describe('With a session that was used in the last seven days'),
    asked: count.describe('With a conversation'),
    linked: count.describe('With an Omi'),
    spoke: count.describe('Who said something to it'),
    messages: count,
    conversations: count,
  }),
});

interface MetricsParts {
  store: Store;
  clock: Clock;
  metrics: Metrics;
  /** `METRICS_TOKEN`; null where none is set. */
  token: string | null;
}

/** What the server counts of itself. */
export function metricsRoutes({ store, clock, metrics, token }: MetricsParts): Routes {
  return (server) => {
    server.addHook('onResponse', (request, reply, done) => {
      metrics.observeRequest(request.routeOptions.config.policy ?? 'none', reply.statusCode, reply.elapsedTime);
      done();
    });
    server.get(
      '/metrics',
      {
        config: { policy: 'public' },
        schema: {
          tags: ['utility'],
          summary: 'What the server counts, for Prometheus',
          description:
            'With METRICS_TOKEN set: for who sends it as a bearer token. Without: for programs on this machine that reach the server directly.',
          response: { 200: { description: 'Text', content: { 'text/plain': { schema: z.string() } } } },
        },
      },
      async (request, reply) => {
        if (!mayScrape(request, token)) throw new AppError('E2000', 'Send METRICS_TOKEN as a bearer token.');
        return reply.type(metrics.register.contentType).send(await metrics.register.metrics());
      },
    );
    server.get(
      '/admin/metrics',
      {
        config: { policy: 'admin' },
        schema: {
          tags: ['admin'],
          summary: 'What this process does now and did since its start',
          response: { 200: metricsSchema.extend({ ok: z.literal(true) }) },
        },
      },
      async () => ({ ok: true as const, ...(await readMetrics(metrics, clock.now())) }),
    );
    server.get(
      '/metrics/activation',
      {
        config: { policy: 'admin' },
        schema: { tags: ['utility'], summary: 'How far people came, in numbers', response: { 200: activation } },
      },
      async () => {
        const counters = await adminCountReader.activation(store.read, clock.now() - SEEN_MS);
        if (!counters) throw new AppError('E1007');
        return { ok: true as const, counters };
      },
    );
  };
}

/** A proxy on this machine also comes from it; what it passes on says so in one of these. */
const FORWARDED = ['x-forwarded-for', 'x-forwarded-host', 'forwarded', 'via', 'x-real-ip'];

function mayScrape(request: FastifyRequest, token: string | null): boolean {
  if (token !== null) return isSameSecret(request.headers.authorization ?? '', `Bearer ${token}`);
  const address = request.socket.remoteAddress;
  const isLocal = address !== undefined && ipaddr.isValid(address) && ipaddr.process(address).range() === 'loopback';
  return isLocal && FORWARDED.every((name) => request.headers[name] === undefined);
}
