import { z } from 'zod';
import { cleanText } from '../../kit/text.ts';

/** Reads values of Omi's, whose forms change: what is missing or has the wrong type counts as absent, and never spoils what stands beside it. */
export const lenient = {
  text: z.string().transform(cleanText).catch(''),
  /** A text that says something. */
  words: z.string().transform(cleanText).pipe(z.string().trim().min(1)),
  /** An id as an index of either database can hold it. */
  id: z.string().regex(/^[\x21-\x7e]{1,200}$/),
  name: z.string().min(1).transform(cleanText).nullable().catch(null),
  flag: z.boolean().catch(false),
  seconds: z.number().min(0).nullable().catch(null),
  /** ISO 8601 in UTC, or null. */
  time: z.string().transform(toUtc).nullable().catch(null),
  /** The items of a list that fit; the others are left out. */
  rows: <Row>(row: z.ZodType<Row>) =>
    z
      .array(z.unknown())
      .catch([])
      .transform((values) => values.flatMap((value) => row.safeParse(value).data ?? [])),
};

/** Python writes times with microseconds, with a space for the T, and UTC without saying so. */
function toUtc(text: string): string | null {
  const iso = text.trim().replace(' ', 'T');
  const hasZone = !iso.includes('T') || /(?:Z|[+-]\d\d:?\d\d)$/i.test(iso);
  const ms = Date.parse(hasZone ? iso : `${iso}Z`);
  return Number.isNaN(ms) ? null : new Date(ms).toISOString();
}
