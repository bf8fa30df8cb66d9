import { z } from 'zod';
import type { Clock } from '../kit/clock.ts';
import { limitsChangeSchema } from '../quota/limits-change.ts';
import type { Store } from '../store/open.ts';
import type { ReadHandle } from '../store/query.ts';
import { type Limits, quotaReader } from '../store/quota-reader.ts';
import { quotaWriter } from '../store/quota-writer.ts';
import type { Role } from '../store/table/account-table.ts';
import type { Act } from './act.ts';
import { auditAct } from './audit-act.ts';
import { toDetails } from './user-quota.ts';

const roleLimits = z.strictObject(limitsChangeSchema.shape).describe('null or left out: no limit.');

/** The limits of everybody of a role who has no own ones. */
export const quotaDefaultsSchema = z.strictObject({ user: roleLimits.optional(), admin: roleLimits.optional() });

const NONE: Limits = { messages_per_day: null, tokens_per_day: null, concurrent_streams: null };

export async function readQuotaDefaults(db: ReadHandle): Promise<Record<Role, Limits>> {
  const { user = NONE, admin = NONE } = await quotaReader.defaults(db);
  return { user, admin };
}

/** Replaces the limits of the roles that are named, for everybody's next message; audited. */
export async function setQuotaDefaults(
  { store, clock }: { store: Store; clock: Clock },
  act: Act,
  wanted: z.infer<typeof quotaDefaultsSchema>,
): Promise<Record<Role, Limits>> {
  return store.transact(async (tx) => {
    const now = clock.now();
    const roles = (['user', 'admin'] as const).flatMap((role) =>
      wanted[role] ? [{ role, limits: wanted[role] }] : [],
    );
    for (const { role, limits } of roles) {
      const { messages_per_day = null, tokens_per_day = null, concurrent_streams = null } = limits;
      await quotaWriter.setDefaults(tx, role, { messages_per_day, tokens_per_day, concurrent_streams }, now);
    }
    const set = await readQuotaDefaults(tx);
    for (const { role, limits } of roles) {
      const target = { type: 'role', id: role };
      await auditAct(tx, act, { action: 'quota.change_defaults', target, details: toDetails(limits) }, now);
    }
    return set;
  });
}
