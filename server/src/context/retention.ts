import type { UserId } from '../kit/id.ts';
import { instanceStateReader } from '../store/instance-state-reader.ts';
import { instanceStateWriter } from '../store/instance-state-writer.ts';
import type { ReadHandle, WriteHandle } from '../store/query.ts';
import { retentionReader } from '../store/retention-reader.ts';
import { readPersonContext } from './preference.ts';
import { type RetentionDays, retentionDaysSchema } from './retention-days.ts';
import { type Space, spaceSchema } from './space.ts';

const KEY = 'retention_days';
const DAY_MS = 86_400_000;
/** As many people as are read at once. */
const PAGE = 200;

/** How long conversations of a person are kept in one space. */
export interface RetentionTerm {
  owner: UserId;
  space: Space;
  days: number;
  /** What was last changed before it, in milliseconds since 1970, goes. */
  before: number;
}

/** The longest that anybody's conversations are kept; without an entry for ever. */
export async function readRetentionLimits(db: ReadHandle): Promise<RetentionDays> {
  const value = await instanceStateReader.find(db, KEY);
  return value === undefined ? {} : retentionDaysSchema.parse(JSON.parse(value));
}

export async function writeRetentionLimits(tx: WriteHandle, limits: RetentionDays, now: number): Promise<void> {
  await instanceStateWriter.put(tx, KEY, JSON.stringify(limits), now);
}

/**
 * The terms of a person, one for each space in which anything ends: the shorter of their own choice and the limit.
 * @param wish stands before what they chose
 */
export async function listRetentionTerms(
  db: ReadHandle,
  owner: UserId,
  limits: RetentionDays,
  now: number,
  wish: RetentionDays = {},
): Promise<RetentionTerm[]> {
  const { preferences } = await readPersonContext(db, owner);
  const own = { ...preferences.retention_days, ...wish };
  return spaceSchema.options.flatMap((space) => {
    const days = Math.min(own[space] ?? Number.POSITIVE_INFINITY, limits[space] ?? Number.POSITIVE_INFINITY);
    return Number.isFinite(days) ? [{ owner, space, days, before: now - days * DAY_MS }] : [];
  });
}

/** The terms of everybody who has any, person by person. */
export async function* eachRetention(
  db: ReadHandle,
  limits: RetentionDays,
  now: number,
): AsyncGenerator<{ id: UserId; email: string; terms: RetentionTerm[] }> {
  for (let after = ''; ; ) {
    const people = await retentionReader.listPeople(db, after, PAGE);
    for (const { id, email } of people) {
      const terms = await listRetentionTerms(db, id, limits, now);
      if (terms.length > 0) yield { id, email, terms };
    }
    const last = people.at(-1);
    if (!last || people.length < PAGE) return;
    after = last.id;
  }
}
