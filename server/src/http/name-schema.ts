import { z } from 'zod';
import { isPlainText, PLAIN_TEXT } from '../kit/text.ts';

/** An id or a name as clients send it: any text but an empty one, and one that every database holds. */
export function nameSchema(maxUnits: number) {
  return z.string().min(1).max(maxUnits).refine(isPlainText, PLAIN_TEXT);
}
