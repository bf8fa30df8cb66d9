import { AppError } from '../errors.ts';
import { toIso } from '../kit/clock.ts';

const NOUNS = { messages_per_day: 'messages', tokens_per_day: 'tokens' } as const;

/** The refusal of what a day does not allow any more. @param resetsAt in milliseconds since 1970 */
export function limitReached(
  name: keyof typeof NOUNS,
  limit: number | null,
  used: number,
  now: number,
  resetsAt: number,
): AppError {
  return new AppError(
    'E2010',
    `You have used all ${limit} ${NOUNS[name]} of today. The count starts again at ${toIso(resetsAt)}.`,
    {
      details: [{ name, used, limit, resets_at: toIso(resetsAt) }],
      retryAfterS: Math.ceil((resetsAt - now) / 1000),
    },
  );
}
