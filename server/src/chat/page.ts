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
 * @throws AppError E1001 when it is not a cursor of ours with that many values
 */
export function decodeCursor(cursor: string, length: number): unknown[] {
  try {
    const values: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (Array.isArray(values) && values.length === length) return values;
  } catch (cause) {
    throw badCursor(cause);
  }
  throw badCursor();
}

function badCursor(cause?: unknown): AppError {
  return new AppError('E1001', 'This cursor is not one of ours. Start again without it.', {
    details: [{ path: 'cursor' }],
    cause,
  });
}
