import type { Kysely } from 'kysely';
import { forgetStatistics } from '../dialect/forget-statistics.ts';

/** Earlier versions counted when they stopped, and planned by that count however much came later. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await forgetStatistics(db);
}
