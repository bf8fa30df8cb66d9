import type { Clock } from '../kit/clock.ts';
import { type Pricing, readPricing, writePricing } from '../quota/pricing.ts';
import type { Store } from '../store/open.ts';
import type { Act } from './act.ts';
import { auditAct } from './audit-act.ts';

/** Replaces prices and what is free of limits; audited. */
export async function setPricing(
  { store, clock }: { store: Store; clock: Clock },
  act: Act,
  pricing: Pricing,
): Promise<Pricing> {
  return store.transact(async (tx) => {
    const now = clock.now();
    await writePricing(tx, pricing, now);
    const { currency, free_providers, models } = pricing;
    const details = { currency, free_providers: free_providers.join(' '), priced_models: models.length };
    const set = await readPricing(tx);
    await auditAct(tx, act, { action: 'pricing.change', target: null, details }, now);
    return set;
  });
}
