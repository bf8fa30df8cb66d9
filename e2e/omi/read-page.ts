import { z } from 'zod';
import { MALFORMED } from './omi-user.ts';

/** The query of everything that is read in pages. */
export const pageSchema = z.object({
  limit: z.coerce.number().int().min(1).max(1000).default(100),
  offset: z.coerce.number().int().min(0).default(0),
});

/** A day stands for its first or for its last moment. @throws RangeError when it is no date; Omi answers it with 400 */
export function readDate(name: string, value: string | undefined, edge: 'start' | 'end'): number | undefined {
  if (!value) return undefined;
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(value);
  const ms = Date.parse(isDay ? `${value}T${edge === 'start' ? '00:00:00.000' : '23:59:59.999'}Z` : value);
  if (Number.isNaN(ms)) {
    throw new RangeError(`Invalid ${name} format. Use ISO format (YYYY-MM-DDTHH:MM:SS.sssZ) or YYYY-MM-DD`);
  }
  return ms;
}

/** Whether an ISO time lies between two edges, both included; an absent edge is no edge, an absent time fits no edge. */
export function isWithin(time: string | null, fromMs: number | undefined, toMs: number | undefined): boolean {
  if (fromMs === undefined && toMs === undefined) return true;
  const ms = time === null ? Number.NaN : Date.parse(time);
  return ms >= (fromMs ?? Number.NEGATIVE_INFINITY) && ms <= (toMs ?? Number.POSITIVE_INFINITY);
}

/** A page of rows, newest first. Rows that cannot be read take a place in it and are left out: a short page is not the last. */
export function readPage<Row extends { created_at: string | null }>(
  rows: readonly (Row | typeof MALFORMED)[],
  fits: (row: Row) => boolean,
  { limit, offset }: z.infer<typeof pageSchema>,
): Row[] {
  const found = rows.filter((row) => row === MALFORMED || fits(row));
  const ordered = found.sort((a, b) => compare(createdAt(b), createdAt(a)));
  return ordered.slice(offset, offset + limit).flatMap((row) => (row === MALFORMED ? [] : [row]));
}

function createdAt(row: { created_at: string | null } | typeof MALFORMED): string {
  return row === MALFORMED ? '' : (row.created_at ?? '');
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

/** The same without keys whose value is null, at any depth, as Omi's reading routes answer. */
export function omitNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(omitNulls);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, each]) => (each === null ? [] : [[key, omitNulls(each)]])),
  );
}
