import { z } from 'zod';
import { AppError } from '../errors.ts';
import { PROVIDER_LIMITS } from '../kit/limits.ts';
import type { FallbackChain } from '../provider/choose-model.ts';
import type { Registry } from '../provider/registry.ts';
import { announceProviders, toChains } from '../provider/stored-providers.ts';
import { providerReader } from '../store/provider-reader.ts';
import { providerWriter } from '../store/provider-writer.ts';
import type { WriteHandle } from '../store/query.ts';
import type { Act } from './act.ts';
import { auditAct } from './audit-act.ts';
import { modelSchema } from './provider-form.ts';

const modelName = z.strictObject({
  provider: z.string().min(1).max(PROVIDER_LIMITS.nameUnits),
  model: modelSchema,
});
const textOf = ({ provider, model }: z.infer<typeof modelName>) => `${provider}\n${model}`;
const isUnique = (names: readonly z.infer<typeof modelName>[]) => new Set(names.map(textOf)).size === names.length;

const chain = modelName
  .extend({
    fallbacks: z
      .array(modelName)
      .min(1)
      .max(PROVIDER_LIMITS.fallbacks)
      .describe('In the order in which they are asked.'),
  })
  .refine((one) => isUnique([one, ...one.fallbacks]), 'must name each model once');

/** Who is asked, in turn, where a model fails before the first part of its answer. */
export const fallbacksSchema = z
  .strictObject({ chains: z.array(chain).max(PROVIDER_LIMITS.chains).refine(isUnique, 'must name each model once') })
  .meta({ id: 'Fallbacks' });

type Fallbacks = z.infer<typeof fallbacksSchema>;

/** Replaces every chain; audited. The registry knows of it when it has reloaded. @throws AppError E3000 for a provider that is not there */
export async function setFallbacks(
  tx: WriteHandle,
  registry: Pick<Registry, 'environment'>,
  act: Act,
  { chains }: Fallbacks,
  now: number,
): Promise<FallbackChain[]> {
  const stored = await providerReader.list(tx);
  const known = new Set([...registry.environment.map(({ provider }) => provider.id), ...stored.map(({ id }) => id)]);
  for (const { provider } of chains.flatMap((one) => [one, ...one.fallbacks])) {
    if (!known.has(provider)) throw new AppError('E3000', `There is no provider "${provider}".`);
  }
  const rows = chains.flatMap(({ provider, model, fallbacks }) =>
    fallbacks.map((next, position) => ({
      provider,
      model,
      position,
      fallback_provider: next.provider,
      fallback_model: next.model,
    })),
  );
  await providerWriter.replaceFallbacks(tx, rows);
  await announceProviders(tx, now);
  const set = toChains(await providerReader.listFallbacks(tx));
  await auditAct(tx, act, { action: 'fallbacks.change', target: null, details: { chains: set.length } }, now);
  return set;
}
