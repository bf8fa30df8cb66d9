import { z } from 'zod';
import { eachRetention, readRetentionLimits } from '../context/retention.ts';
import type { RetentionDays } from '../context/retention-days.ts';
import { type Space, spaceSchema } from '../context/space.ts';
import type { Clock } from '../kit/clock.ts';
import type { Store } from '../store/open.ts';
import { retentionReader } from '../store/retention-reader.ts';
import type { Act } from './act.ts';
import { auditAct } from './audit-act.ts';

const counts = { conversations: z.int(), messages: z.int() };
/** As many people as a screen shows; the sums are of all. */
const MAX_USERS = 100;

/** What would be deleted now of everybody's conversations: how much, never what. */
export const everyonePreviewSchema = z.object({
  ...counts,
  people: z.int().describe('Whose conversations would go'),
  spaces: z.array(z.object({ space: spaceSchema, ...counts })).describe('Those in which any would go'),
  users: z
    .array(z.object({ user_id: z.string(), email: z.string(), ...counts }))
    .describe(`Whose conversations would go, those with the most first, at most ${MAX_USERS}`),
});

type EveryonePreview = z.infer<typeof everyonePreviewSchema>;

/**
 * Counts what retention would take now; the look is audited.
 * @param wish for the spaces it names, instead of the limits that are set
 */
export async function previewEveryone(
  { store, clock }: { store: Store; clock: Clock },
  act: Act,
  wish: RetentionDays,
): Promise<EveryonePreview> {
  const now = clock.now();
  const limits = { ...(await readRetentionLimits(store.read)), ...wish };
  const spaces = new Map<Space, { conversations: number; messages: number }>();
  const users: EveryonePreview['users'] = [];
  const total = { conversations: 0, messages: 0 };
  for await (const { id, email, terms } of eachRetention(store.read, limits, now)) {
    const user = { user_id: id, email, conversations: 0, messages: 0 };
    for (const term of terms) {
      const found = await retentionReader.count(store.read, term);
      if (found.conversations === 0) continue;
      const space = spaces.get(term.space) ?? { conversations: 0, messages: 0 };
      spaces.set(term.space, space);
      for (const sum of [total, space, user]) {
        sum.conversations += found.conversations;
        sum.messages += found.messages;
      }
    }
    if (user.conversations > 0) users.push(user);
  }
  const details = { people: users.length, ...total };
  await store.transact((tx) => auditAct(tx, act, { action: 'retention.preview', target: null, details }, now));
  return {
    ...total,
    people: users.length,
    spaces: [...spaces].map(([space, sums]) => ({ space, ...sums })),
    users: users.sort((a, b) => b.conversations - a.conversations).slice(0, MAX_USERS),
  };
}
