import type { UserId } from '../kit/id.ts';
import { type Quota, readQuota } from '../quota/quota.ts';
import type { ReadHandle } from '../store/query.ts';
import { readPersonContext } from './preference.ts';

/** What a person may use, has used and has left of today, by the clock of where they are. */
export async function readPersonQuota(db: ReadHandle, owner: UserId, now: number): Promise<Quota> {
  const { preferences } = await readPersonContext(db, owner);
  return readQuota(db, owner, preferences.time_zone, now);
}
