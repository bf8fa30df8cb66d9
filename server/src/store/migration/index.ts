import type { Migration } from 'kysely/migration';
import * as foundation from './001-foundation.ts';
import * as voiceAndContext from './002-voice-and-context.ts';
import * as accounts from './003-accounts.ts';
import * as control from './004-control.ts';

/** Every migration there is, in the order of its number. A released one is never changed. */
export const MIGRATIONS: Record<string, Migration> = {
  '001-foundation': foundation,
  '002-voice-and-context': voiceAndContext,
  '003-accounts': accounts,
  '004-control': control,
};
