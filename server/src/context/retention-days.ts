import { z } from 'zod';
import { CONTEXT_LIMITS } from '../kit/limits.ts';
import type { Space } from './space.ts';

export const dayCountSchema = z.int().min(1).max(CONTEXT_LIMITS.retentionDays);

/** For how many days after their last change conversations of a space are kept; null, or no entry, for ever. */
export const retentionDaysSchema = bySpace(dayCountSchema.nullable().exactOptional());

export type RetentionDays = z.infer<typeof retentionDaysSchema>;

/** The same as the query of a URL: `?tasks=30&friends=90`. */
export const retentionQuery = bySpace(z.coerce.number().int().min(1).max(CONTEXT_LIMITS.retentionDays).exactOptional());

function bySpace<Days extends z.ZodType>(days: Days) {
  return z.strictObject({
    default: days,
    todos: days,
    memories: days,
    tasks: days,
    agent: days,
    friends: days,
    notifications: days,
  } satisfies Record<Space, Days>);
}
