import { z } from 'zod';

/** An id or a name as clients send it: any text but an empty one, and without NUL, which no text of Postgres holds. */
export function nameSchema(maxUnits: number) {
  return z
    .string()
    .min(1)
    .max(maxUnits)
    .refine((name) => !name.includes('\0'), 'must not contain NUL');
}
