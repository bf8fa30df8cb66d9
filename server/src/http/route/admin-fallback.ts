import { z } from 'zod';
import { fallbacksSchema, setFallbacks } from '../../admin/set-fallbacks.ts';
import type { Clock } from '../../kit/clock.ts';
import type { FallbackChain } from '../../provider/choose-model.ts';
import type { Registry } from '../../provider/registry.ts';
import { toChains } from '../../provider/stored-providers.ts';
import type { Store } from '../../store/open.ts';
import { providerReader } from '../../store/provider-reader.ts';
import { actOf } from '../act-of.ts';
import type { Routes } from '../http-server.ts';

const tags = ['admin'];
const answer = fallbacksSchema.extend({ ok: z.literal(true) });

interface AdminFallbackParts {
  store: Store;
  clock: Clock;
  registry: Pick<Registry, 'reload' | 'environment'>;
}

/** Who is asked where a model cannot answer, for admins. */
export function adminFallbackRoutes({ store, clock, registry }: AdminFallbackParts): Routes {
  const toAnswer = (chains: readonly FallbackChain[]) => ({
    ok: true as const,
    chains: chains.map((chain) => ({ ...chain, fallbacks: [...chain.fallbacks] })),
  });

  return (server) => {
    server.get(
      '/admin/fallbacks',
      {
        config: { policy: 'admin' },
        schema: { tags, summary: 'Who is asked, in turn, where a model cannot answer', response: { 200: answer } },
      },
      async () => toAnswer(toChains(await providerReader.listFallbacks(store.read))),
    );
    server.put(
      '/admin/fallbacks',
      {
        config: { policy: 'admin' },
        schema: {
          tags,
          summary: 'Replace who is asked where a model cannot answer',
          description:
            'They are asked when the model fails before the first part of its answer (unreachable, silent, rate-limited, broken) or has stepped ' +
            'aside, never later. One whose context does not hold the prompt is left out, and so is one that a person’s tokens of the day do not reach.',
          body: fallbacksSchema,
          response: { 200: answer },
        },
      },
      async (request) => {
        const chains = await store.transact((tx) =>
          setFallbacks(tx, registry, actOf(request), request.body, clock.now()),
        );
        await registry.reload();
        return toAnswer(chains);
      },
    );
  };
}
