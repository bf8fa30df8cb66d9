import type { Migration } from 'kysely/migration';
import * as foundation from './001-foundation.ts';

/** Every migration there is, in the order of its number. A released one is never changed. */
export const MIGRATIONS: Record<string, Migration> = {
  '001-foundation': foundation,
};
