import { CODE_MASK } from '../link/link-code.ts';
import type { Segment } from './segment.ts';

/**
 * Joins two copies of one segment. Each field is a join of its own, so the result depends on the set of copies and not on their order
 * or number: a masked text beats a plain one (a late duplicate must not bring a code back), then the longer text wins (texts grow),
 * then the greater; the times widen; a voice once recognised as the user's stays it.
 * @param a and b have the same key
 */
export function mergeSegment(a: Segment, b: Segment): Segment {
  return {
    key: a.key,
    text: compareTexts(a.text, b.text) >= 0 ? a.text : b.text,
    speaker: greater(a.speaker, b.speaker),
    isUser: a.isUser || b.isUser,
    startS: Math.min(a.startS, b.startS),
    endS: Math.max(a.endS, b.endS),
  };
}

/** Whether two copies of one segment say the same in every field. */
export function isSameSegment(a: Segment, b: Segment): boolean {
  return (
    a.text === b.text && a.speaker === b.speaker && a.isUser === b.isUser && a.startS === b.startS && a.endS === b.endS
  );
}

function compareTexts(a: string, b: string): number {
  const masked = Number(a.includes(CODE_MASK)) - Number(b.includes(CODE_MASK));
  if (masked !== 0) return masked;
  if (a.length !== b.length) return a.length - b.length;
  return a < b ? -1 : Number(a > b);
}

function greater(a: string | null, b: string | null): string | null {
  if (a === null || b === null) return a ?? b;
  return a > b ? a : b;
}
