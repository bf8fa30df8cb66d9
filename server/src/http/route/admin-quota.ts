import { z } from 'zod';
import { quotaDefaultsSchema, readQuotaDefaults, setQuotaDefaults } from '../../admin/quota-defaults.ts';
import { setPricing } from '../../admin/set-pricing.ts';
import { getUserLimits, setUserLimits } from '../../admin/user-quota.ts';
import { quotaSchema } from '../../chat/answer.ts';
import type { Clock } from '../../kit/clock.ts';
import type { UserId } from '../../kit/id.ts';
import { limitsChangeSchema } from '../../quota/limits-change.ts';
import { pricingSchema, readPricing } from '../../quota/pricing.ts';
import type { Quota } from '../../quota/quota.ts';
import type { Store } from '../../store/open.ts';
import { actOf } from '../act-of.ts';
import type { Routes } from '../http-server.ts';
import { userIdParams } from '../user-id-params.ts';

const tags = ['admin'];
const userQuota = z.object({
  ok: z.literal(true),
  own: limitsChangeSchema.describe('What is set for this person; what is missing they have from their role'),
  quota: quotaSchema.describe('What is in force, with what was used today'),
});

const roleDefaults = z.object({
  ok: z.literal(true),
  user: quotaSchema.shape.limits,
  admin: quotaSchema.shape.limits,
});
const pricing = z.object({ ok: z.literal(true), pricing: pricingSchema });

interface AdminQuotaParts {
  store: Store;
  clock: Clock;
  quotaOf: (userId: UserId) => Promise<Quota>;
}

/** Limits of people and roles, for admins. */
export function adminQuotaRoutes(parts: AdminQuotaParts): Routes {
  return (server) => {
    server.get(
      '/admin/quota-defaults',
      {
        config: { policy: 'admin' },
        schema: { tags, summary: 'The limits of each role', response: { 200: roleDefaults } },
      },
      async () => ({ ok: true as const, ...(await readQuotaDefaults(parts.store.read)) }),
    );
    server.put(
      '/admin/quota-defaults',
      {
        config: { policy: 'admin' },
        schema: {
          tags,
          summary: 'Replace the limits of a role',
          description: 'They hold from the next message on for everybody of the role who has no own limit.',
          body: quotaDefaultsSchema,
          response: { 200: roleDefaults },
        },
      },
      async (request) => ({ ok: true as const, ...(await setQuotaDefaults(parts, actOf(request), request.body)) }),
    );
    server.get(
      '/admin/pricing',
      {
        config: { policy: 'admin' },
        schema: { tags, summary: 'What answers cost, and whose tokens are free of limits', response: { 200: pricing } },
      },
      async () => ({ ok: true as const, pricing: await readPricing(parts.store.read) }),
    );
    server.put(
      '/admin/pricing',
      {
        config: { policy: 'admin' },
        schema: { tags, summary: 'Replace prices and free providers', body: pricingSchema, response: { 200: pricing } },
      },
      async (request) => ({ ok: true as const, pricing: await setPricing(parts, actOf(request), request.body) }),
    );
    server.get(
      '/admin/users/:id/quota',
      {
        config: { policy: 'admin' },
        schema: {
          tags,
          summary: 'A person’s limits and use of today',
          params: userIdParams,
          response: { 200: userQuota },
        },
      },
      async (request) => {
        const { id } = request.params;
        const own = await getUserLimits(parts, actOf(request), id);
        return { ok: true as const, own, quota: await parts.quotaOf(id) };
      },
    );
    server.put(
      '/admin/users/:id/quota',
      {
        config: { policy: 'admin' },
        schema: {
          tags,
          summary: 'Replace a person’s own limits',
          description: 'They hold from the next message on. null is no limit; what is left out is as the role has it.',
          params: userIdParams,
          body: limitsChangeSchema,
          response: { 200: userQuota },
        },
      },
      async (request) => {
        const { id } = request.params;
        await setUserLimits(parts, actOf(request), id, request.body);
        return { ok: true as const, own: request.body, quota: await parts.quotaOf(id) };
      },
    );
  };
}
