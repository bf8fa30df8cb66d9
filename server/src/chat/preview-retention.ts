import { z } from 'zod';
import { listRetentionTerms, type RetentionTerm, readRetentionLimits } from '../context/retention.ts';
import { dayCountSchema, type RetentionDays } from '../context/retention-days.ts';
import { spaceSchema } from '../context/space.ts';
import { toIso } from '../kit/clock.ts';
import type { UserId } from '../kit/id.ts';
import type { ReadHandle } from '../store/query.ts';
import { type DueEnd, retentionReader } from '../store/retention-reader.ts';

const end = z
  .object({ id: z.string(), title: z.string(), updated_at: z.iso.datetime() })
  .nullable()
  .describe('null where none would go');

/** What would be deleted now of one person's conversations. */
export const retentionPreviewSchema = z.object({
  conversations: z.int(),
  messages: z.int(),
  spaces: z
    .array(
      z.object({
        space: spaceSchema,
        days: dayCountSchema.describe('The shorter of the wish and the limit'),
        limit: dayCountSchema.nullable().describe('The longest an administrator allows'),
        conversations: z.int(),
        messages: z.int(),
        oldest: end,
        newest: end,
      }),
    )
    .describe('Those in which conversations end; in all others they are kept for ever'),
});

type RetentionPreview = z.infer<typeof retentionPreviewSchema>;

/** @param wish for the spaces it names, instead of what the owner chose */
export async function previewRetention(
  db: ReadHandle,
  owner: UserId,
  wish: RetentionDays,
  now: number,
): Promise<RetentionPreview> {
  const limits = await readRetentionLimits(db);
  const spaces: RetentionPreview['spaces'] = [];
  for (const term of await listRetentionTerms(db, owner, limits, now, wish)) {
    spaces.push({ ...(await previewTerm(db, term)), limit: limits[term.space] ?? null });
  }
  return {
    conversations: spaces.reduce((sum, { conversations }) => sum + conversations, 0),
    messages: spaces.reduce((sum, { messages }) => sum + messages, 0),
    spaces,
  };
}

async function previewTerm(db: ReadHandle, term: RetentionTerm) {
  return {
    space: term.space,
    days: term.days,
    ...(await retentionReader.count(db, term)),
    oldest: toEnd(await retentionReader.findOldest(db, term)),
    newest: toEnd(await retentionReader.findNewest(db, term)),
  };
}

function toEnd(row: DueEnd | undefined) {
  return row ? { id: row.id, title: row.title, updated_at: toIso(row.updated_at) } : null;
}
