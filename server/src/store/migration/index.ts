import type { Migration } from 'kysely/migration';
import * as foundation from './001-foundation.ts';
import * as voiceAndContext from './002-voice-and-context.ts';
import * as accounts from './003-accounts.ts';
import * as control from './004-control.ts';
import * as provider from './005-provider.ts';
import * as context from './006-context.ts';
import * as branch from './007-branch.ts';
import * as file from './008-file.ts';
import * as tool from './009-tool.ts';
import * as search from './010-search.ts';
import * as push from './011-push.ts';
import * as phonePush from './012-phone-push.ts';
import * as forgetStatistics from './013-forget-statistics.ts';

/** Every migration there is, in the order of its number. A released one is never changed. */
export const MIGRATIONS: Record<string, Migration> = {
  '001-foundation': foundation,
  '002-voice-and-context': voiceAndContext,
  '003-accounts': accounts,
  '004-control': control,
  '005-provider': provider,
  '006-context': context,
  '007-branch': branch,
  '008-file': file,
  '009-tool': tool,
  '010-search': search,
  '011-push': push,
  '012-phone-push': phonePush,
  '013-forget-statistics': forgetStatistics,
};
