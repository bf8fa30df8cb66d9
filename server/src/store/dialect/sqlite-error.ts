import { AppError } from '../../errors.ts';
import { deletedMeanwhile } from '../deleted-meanwhile.ts';
import { UniqueViolation } from '../unique-violation.ts';

const SQLITE_CONSTRAINT_UNIQUE = 2067;
const SQLITE_CONSTRAINT_FOREIGNKEY = 787;
const SQLITE_BUSY = 5;
const SQLITE_LOCKED = 6;
const SQLITE_READONLY = 8;
const SQLITE_IOERR = 10;
const SQLITE_FULL = 13;
const SQLITE_CANTOPEN = 14;
const TROUBLE = new Set([SQLITE_BUSY, SQLITE_LOCKED, SQLITE_READONLY, SQLITE_IOERR, SQLITE_FULL, SQLITE_CANTOPEN]);

/** Turns "not now" answers of SQLite into E1007; what is left is a bug. Codes: https://www.sqlite.org/rescode.html */
export function guard<T>(act: () => T): T {
  try {
    return act();
  } catch (cause) {
    const code = cause instanceof Error && 'errcode' in cause ? Number(cause.errcode) : 0;
    if (code === SQLITE_CONSTRAINT_UNIQUE) throw new UniqueViolation(cause);
    if (code === SQLITE_CONSTRAINT_FOREIGNKEY) throw deletedMeanwhile(cause);
    if (!TROUBLE.has(code & 0xff)) throw cause;
    throw notNow(cause);
  }
}

/** The database cannot take something; a later try may succeed. */
export function notNow(cause: unknown): AppError {
  return new AppError('E1007', 'The database cannot take this right now. Try again shortly.', {
    retryAfterS: 2,
    cause,
  });
}
