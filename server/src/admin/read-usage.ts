import { z } from 'zod';
import { AppError } from '../errors.ts';
import type { Clock } from '../kit/clock.ts';
import { readCurrency } from '../quota/pricing.ts';
import type { Store } from '../store/open.ts';
import { type UsageGroup, type UsageRow, type UsageSum, usageReader } from '../store/usage-reader.ts';
import type { Act } from './act.ts';
import { auditAct } from './audit-act.ts';

const sums = {
  messages: z.number().int(),
  prompt_tokens: z.number().int(),
  completion_tokens: z.number().int(),
  cost: z.number().describe('At the prices of the time of use'),
};

export const usageSchema = z
  .object({
    from: z.iso.date(),
    to: z.iso.date(),
    currency: z.string(),
    total: z.object(sums),
    items: z.array(
      z.object({
        day: z.iso.date().optional(),
        user_id: z.string().optional(),
        provider: z.string().optional(),
        model: z.string().optional(),
        ...sums,
      }),
    ),
  })
  .meta({ id: 'Usage' });

export type Usage = z.infer<typeof usageSchema>;

/** More than any chart shows; who wants more asks for less at a time. */
const MAX_ROWS = 20_000;
const MICROS = 1_000_000;

/**
 * What everybody used from one day to another, both included, each person's days by their own clock; the look is audited.
 * @throws AppError E1001 when that is more than one answer holds
 */
export async function readUsage(
  { store, clock }: { store: Store; clock: Clock },
  act: Act,
  wanted: { from: string; to: string; groups: readonly UsageGroup[] },
): Promise<Usage> {
  const { from, to, groups } = wanted;
  return store.transact(async (tx) => {
    const rows = await usageReader.sum(tx, { from, to, groups, limit: MAX_ROWS + 1 });
    if (rows.length > MAX_ROWS) {
      throw new AppError('E1001', `This would be more than ${MAX_ROWS} rows. Ask for fewer days or for less detail.`);
    }
    const [total] = await usageReader.sum(tx, { from, to, groups: [], limit: 1 });
    const currency = await readCurrency(tx);
    const details = { from, to, group: groups.join(' ') };
    await auditAct(tx, act, { action: 'usage.read', target: null, details }, clock.now());
    return { from, to, currency, total: toSums(total), items: rows.map(toItem) };
  });
}

function toItem({
  messages,
  prompt_tokens,
  completion_tokens,
  cost_micros,
  ...place
}: UsageRow): Usage['items'][number] {
  return { ...place, ...toSums({ messages, prompt_tokens, completion_tokens, cost_micros }) };
}

function toSums(sum: UsageSum = { messages: 0, prompt_tokens: 0, completion_tokens: 0, cost_micros: 0 }) {
  const { cost_micros, ...counts } = sum;
  return { ...counts, cost: cost_micros / MICROS };
}
