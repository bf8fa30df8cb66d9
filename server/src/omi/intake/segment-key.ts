import { createHash } from 'node:crypto';
import type { HeardSegment } from './segment.ts';

/**
 * The identity under which repeated and grown copies of a segment meet: Omi's id, or where there is none, a fingerprint of user, times
 * and text. The fingerprint starts with `~`, which no id of Omi's (a UUID) does.
 */
export function segmentKey(uid: string, segment: HeardSegment): string {
  if (segment.id !== null) return segment.id;
  const identity = JSON.stringify([uid, segment.startS, segment.endS, segment.text]);
  return `~${createHash('sha256').update(identity).digest('hex')}`;
}
