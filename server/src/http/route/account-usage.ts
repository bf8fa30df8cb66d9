import { z } from 'zod';
import { quotaSchema } from '../../chat/answer.ts';
import type { UserId } from '../../kit/id.ts';
import { viewerOf } from '../authentication.ts';
import type { Routes } from '../http-server.ts';

const dailySchema = z.object({
  day: z.iso.date(),
  messages: z.number().int(),
  prompt_tokens: z.number().int(),
  completion_tokens: z.number().int(),
  cost: z.number().describe('At the prices of that day; 0 where none is set'),
});

interface UsageParts {
  quotaOf: (userId: UserId) => Promise<z.infer<typeof quotaSchema>>;
  /** What was used on each of the last 31 days that saw any use, newest first. */
  dailyOf: (userId: UserId) => Promise<z.infer<typeof dailySchema>[]>;
  /** Of every cost, as `EUR`. */
  readCurrency: () => Promise<string>;
}

/** What a person used and may still use. */
export function accountUsageRoutes({ quotaOf, dailyOf, readCurrency }: UsageParts): Routes {
  return (server) => {
    server.get(
      '/account/usage',
      {
        config: { policy: 'user' },
        schema: {
          tags: ['account'],
          summary: 'What you used today and on the days before, and what is left',
          response: {
            200: quotaSchema.extend({
              ok: z.literal(true),
              currency: z.string().describe('Of every cost, as EUR.'),
              daily: z.array(dailySchema),
            }),
          },
        },
      },
      async (request) => {
        const { userId } = viewerOf(request);
        const [quota, daily, currency] = await Promise.all([quotaOf(userId), dailyOf(userId), readCurrency()]);
        return { ok: true as const, ...quota, currency, daily };
      },
    );
  };
}
