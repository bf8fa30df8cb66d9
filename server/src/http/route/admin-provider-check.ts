import { z } from 'zod';
import { auditAct } from '../../admin/audit-act.ts';
import { checkProvider } from '../../admin/check-provider.ts';
import { stepResultSchema } from '../../admin/doctor/step.ts';
import type { Clock } from '../../kit/clock.ts';
import type { Registry } from '../../provider/registry.ts';
import type { Store } from '../../store/open.ts';
import { actOf } from '../act-of.ts';
import type { Routes } from '../http-server.ts';

interface ProviderCheckParts {
  registry: Pick<Registry, 'getProvider'>;
  store: Store;
  clock: Clock;
}

/** Why a provider does not answer, for admins. */
export function adminProviderCheckRoutes({ registry, store, clock }: ProviderCheckParts): Routes {
  return (server) => {
    server.post(
      '/admin/providers/:id/check',
      {
        config: { policy: 'admin' },
        schema: {
          tags: ['admin'],
          summary: 'Look for what is wrong with a provider, step by step, each with its remedy',
          description: 'Its name, port, certificate, models, a tiny answer and the context its model is loaded with.',
          params: z.object({ id: z.string().max(100) }),
          response: { 200: z.object({ ok: z.literal(true), healthy: z.boolean(), steps: z.array(stepResultSchema) }) },
        },
      },
      async (request) => {
        const { id } = request.params;
        const steps = await checkProvider(registry.getProvider(id));
        const healthy = steps.every(({ status }) => status !== 'fail');
        const said = { action: 'provider.check', target: { type: 'provider', id }, details: { healthy } };
        await store.transact((tx) => auditAct(tx, actOf(request), said, clock.now()));
        return { ok: true as const, healthy, steps };
      },
    );
  };
}
