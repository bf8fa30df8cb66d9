import { z } from 'zod';
import { toIso } from '../kit/clock.ts';
import type { UserId } from '../kit/id.ts';
import { type AccessRow, accessLogReader } from '../store/access-log-reader.ts';
import { decodeCursor, encodeCursor, type Page } from '../store/page.ts';
import type { ReadHandle } from '../store/query.ts';

/** An entry of the audit log as the person it is about reads it. */
export const accessEntrySchema = z.object({
  id: z.string(),
  at: z.iso.datetime(),
  action: z.string().describe('For example `session.login`'),
  by: z
    .enum(['you', 'someone_else', 'nobody'])
    .describe('`someone_else`: an administrator. `nobody`: whoever it was, was not signed in'),
  name: z.string().nullable().describe('Who it was, where it was someone else who still has an account'),
  ip: z.string().nullable().describe('Not of someone else'),
  details: z.record(z.string(), z.unknown()),
});

type AccessEntry = z.infer<typeof accessEntrySchema>;

/** Above every number of an entry. */
const NEWEST = 2_147_483_647;
const position = z.tuple([z.int32().min(0)]);
const PAGE = 500;
const detailsSchema = z.record(z.string(), z.unknown());

/** One page of a person's own access log, newest first. @throws AppError E1001 for a cursor that is none of ours */
export async function listAccess(
  db: ReadHandle,
  userId: UserId,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<Page<AccessEntry>> {
  const before = cursor === undefined ? NEWEST : decodeCursor(cursor, position)[0];
  const rows = await accessLogReader.list(db, userId, before, limit + 1);
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: shown.map((row) => toEntry(row, userId)),
    ...(rows.length > limit && last && { nextCursor: encodeCursor([last.seq]) }),
  };
}

/** The whole of a person's own access log, newest first, some at a time. */
export async function* listAccessEntries(db: ReadHandle, userId: UserId): AsyncGenerator<AccessEntry[]> {
  for (let before = NEWEST; ; ) {
    const rows = await accessLogReader.list(db, userId, before, PAGE);
    if (rows.length > 0) yield rows.map((row) => toEntry(row, userId));
    const last = rows.at(-1);
    if (!last || rows.length < PAGE) return;
    before = last.seq;
  }
}

function toEntry(row: AccessRow, userId: UserId): AccessEntry {
  const by = row.actor_user_id === userId ? 'you' : row.actor_user_id === null ? 'nobody' : 'someone_else';
  const isOther = by === 'someone_else';
  return {
    id: row.id,
    at: toIso(row.at),
    action: row.action,
    by,
    name: isOther ? row.actor_name : null,
    ip: isOther ? null : row.ip,
    details: detailsSchema.parse(JSON.parse(row.details)),
  };
}
