import { z } from 'zod';
import { QUOTA_LIMITS } from '../kit/limits.ts';
import { isPlainText, PLAIN_TEXT } from '../kit/text.ts';
import { instanceStateReader } from '../store/instance-state-reader.ts';
import { instanceStateWriter } from '../store/instance-state-writer.ts';
import type { ReadHandle, WriteHandle } from '../store/query.ts';
import { usagePriceReader } from '../store/usage-price-reader.ts';
import { usagePriceWriter } from '../store/usage-price-writer.ts';

const name = (maxUnits: number) => z.string().min(1).max(maxUnits).refine(isPlainText, PLAIN_TEXT);
const price = z.number().min(0).max(QUOTA_LIMITS.price).describe('For a million tokens');

/** What answers cost, and whose tokens are free of limits. */
export const pricingSchema = z
  .strictObject({
    currency: z
      .string()
      .regex(/^[A-Z]{3}$/, 'must be a currency like USD')
      .default('USD'),
    free_providers: z
      .array(name(100))
      .max(100)
      .refine((list) => new Set(list).size === list.length, 'must name each provider once')
      .describe('Providers whose tokens count against no limit; what they use is written down all the same.'),
    models: z
      .array(z.strictObject({ provider: name(100), model: name(300), prompt: price, completion: price }))
      .max(1_000)
      .refine(
        (list) => new Set(list.map(({ provider, model }) => `${provider}\0${model}`)).size === list.length,
        'must name each model once',
      )
      .describe('A model without a price costs nothing. Prices hold for answers that end from now on.'),
  })
  .meta({ id: 'Pricing' });

export type Pricing = z.infer<typeof pricingSchema>;

const CURRENCY_KEY = 'currency';
const DEFAULT_CURRENCY = 'USD';
const MICROS = 1_000_000;

export async function readPricing(db: ReadHandle): Promise<Pricing> {
  const models = await usagePriceReader.list(db);
  return {
    currency: await readCurrency(db),
    free_providers: await usagePriceReader.listFree(db),
    models: models.map(({ provider, model, prompt_micros, completion_micros }) => ({
      provider,
      model,
      prompt: prompt_micros / MICROS,
      completion: completion_micros / MICROS,
    })),
  };
}

/** The currency of every price and cost, `USD` unless set. */
export async function readCurrency(db: ReadHandle): Promise<string> {
  return (await instanceStateReader.find(db, CURRENCY_KEY)) ?? DEFAULT_CURRENCY;
}

/** Replaces everything about prices. */
export async function writePricing(tx: WriteHandle, pricing: Pricing, now: number): Promise<void> {
  await instanceStateWriter.put(tx, CURRENCY_KEY, pricing.currency, now);
  await usagePriceWriter.replaceFree(tx, pricing.free_providers);
  const prices = pricing.models.map(({ provider, model, prompt, completion }) => ({
    provider,
    model,
    prompt_micros: Math.round(prompt * MICROS),
    completion_micros: Math.round(completion * MICROS),
  }));
  await usagePriceWriter.replace(tx, prices);
}
