import { z } from 'zod';
import { QUOTA_LIMITS } from '../kit/limits.ts';

const most = (count: number) => z.int().min(0).max(count).nullable().optional();

/** Limits as an admin sets them for a person or a role: null is no limit, a missing one is left to the role's default (or is none). */
export const limitsChangeSchema = z
  .strictObject({
    messages_per_day: most(QUOTA_LIMITS.perDay),
    tokens_per_day: most(QUOTA_LIMITS.perDay),
    concurrent_streams: most(QUOTA_LIMITS.concurrentStreams),
  })
  .describe('null: no limit. Left out: what the role has.')
  .meta({ id: 'LimitsChange' });
