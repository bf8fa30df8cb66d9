import { readPersonContext } from '../../context/preference.ts';
import { toIso } from '../../kit/clock.ts';
import type { OmiLinkRow } from '../../store/omi-link-reader.ts';
import { pushBudgetReader } from '../../store/push-budget-reader.ts';
import type { ReadHandle } from '../../store/query.ts';
import { budgetHourEnd, NOTIFICATIONS_PER_HOUR, pushBudgetKey } from './push-budget.ts';

/** What may be pushed to an Omi user in this clock hour, as clients read it; link codes have a reserve of their own. */
export interface PushBudget {
  /** What Omi and the person's own `pushes_per_hour` both allow. */
  limit: number;
  used: number;
  left: number;
  resets_at: string;
}

export async function readBudget(
  db: ReadHandle,
  link: Pick<OmiLinkRow, 'user_id' | 'omi_user_id'>,
  now: number,
): Promise<PushBudget> {
  const { preferences } = await readPersonContext(db, link.user_id);
  const limit = Math.min(preferences.pushes_per_hour, NOTIFICATIONS_PER_HOUR);
  const used = await pushBudgetReader.count(db, pushBudgetKey(link.omi_user_id, now));
  return { limit, used, left: Math.max(0, limit - used), resets_at: toIso(budgetHourEnd(now)) };
}
