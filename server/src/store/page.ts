import { z } from 'zod';
import { AppError } from '../errors.ts';

/** One page of a list, newest first; `nextCursor` is missing on the last one. */
export interface Page<Item> {
  items: Item[];
  nextCursor?: string;
}

/** An opaque cursor of the values the next page begins after. */
export function encodeCursor(values: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url');
}

/**
 * The values of a cursor, as `schema` says they are.
 * @throws AppError E1001 when it is not one of ours
 */
export function decodeCursor<Values>(cursor: string, schema: z.ZodType<Values>): Values {
  try {
    return schema.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()));
  } catch (cause) {
    throw new AppError('E1001', 'This cursor is not one of ours. Start again without it.', {
      details: [{ field: 'cursor' }],
      cause,
    });
  }
}

/** An id inside a cursor. */
export const cursorId = z.string().regex(/^[\x21-\x7e]{1,100}$/);

/** Sorts after every id. */
export const NEWEST_ID = '~';

const idPosition = z.tuple([cursorId]);

/** The id after which the next page of a list by id begins. @throws AppError E1001 */
export function readIdCursor(cursor: string): string {
  return decodeCursor(cursor, idPosition)[0];
}

/** Makes a page of a list by id from its rows and the one after them. */
export function toPage<Row extends { id: string }, Item>(
  rows: readonly Row[],
  limit: number,
  toItem: (row: Row) => Item,
): Page<Item> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { items: shown.map(toItem), ...(rows.length > limit && last && { nextCursor: encodeCursor([last.id]) }) };
}
