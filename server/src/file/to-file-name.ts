import { FILE_LIMITS } from '../kit/limits.ts';
import { cleanText } from '../kit/text.ts';

/** Control characters, and marks that turn the direction of what follows: with them `gpj.exe` reads as `exe.jpg`. */
const INVISIBLE = /[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** A name as it is kept: without folders before it, and without what does not show. */
export function toFileName(given: string): string {
  const name = cleanText(given).replace(INVISIBLE, '').split(/[/\\]/).at(-1)?.trim() ?? '';
  return name.slice(-FILE_LIMITS.nameUnits).toWellFormed() || 'file';
}
