import { z } from 'zod';
import { readUsage, usageSchema } from '../../admin/read-usage.ts';
import { type Clock, utcDay } from '../../kit/clock.ts';
import type { Store } from '../../store/open.ts';
import { USAGE_GROUPS } from '../../store/usage-reader.ts';
import { actOf } from '../act-of.ts';
import type { Routes } from '../http-server.ts';

const DEFAULT_SPAN_MS = 29 * 86_400_000;

const query = z.strictObject({
  from: z.iso.date().optional().describe('The first day; 29 days before the last one if absent'),
  to: z.iso.date().optional().describe('The last day; today if absent'),
  group: z
    .string()
    .default('day')
    .transform((text) => text.split(',').filter((name) => name !== ''))
    .pipe(z.array(z.enum(USAGE_GROUPS)))
    .describe('What to tell apart, with commas: day, user, provider, model'),
});

/** What was used and what it cost, for admins. */
export function adminUsageRoutes(parts: { store: Store; clock: Clock }): Routes {
  return (server) => {
    server.get(
      '/admin/usage',
      {
        config: { policy: 'admin' },
        schema: {
          tags: ['admin'],
          summary: 'Messages, tokens and cost by day, user, provider and model',
          querystring: query,
          response: { 200: usageSchema.extend({ ok: z.literal(true) }) },
        },
      },
      async (request) => {
        // The day of whoever is furthest east.
        const to = request.query.to ?? utcDay(parts.clock.now() + 14 * 3_600_000);
        const from = request.query.from ?? utcDay(Date.parse(to) - DEFAULT_SPAN_MS);
        return {
          ok: true as const,
          ...(await readUsage(parts, actOf(request), { from, to, groups: request.query.group })),
        };
      },
    );
  };
}
