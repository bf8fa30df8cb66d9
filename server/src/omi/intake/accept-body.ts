import { z } from 'zod';
import type { HeardSegment } from './segment.ts';

/** More than an hour of speech; Omi sends 1 to 3 segments at a time. */
const MAX_SEGMENTS = 2_000;
/** Several minutes of one speaker without a pause. */
const MAX_TEXT_CHARS = 8_000;
const MAX_NAME_CHARS = 128;
/** A year: beyond it a time is nonsense. */
const MAX_TIME_S = 31_536_000;

/** What Omi validates its own user ids with. */
const UID = /^[A-Za-z0-9_-]{1,128}$/;

const name = z.string().transform(clean).pipe(z.string().min(1).max(MAX_NAME_CHARS)).nullable().catch(null);
const seconds = z
  .union([z.number(), z.string().trim().min(1).transform(Number)])
  .pipe(z.number().min(0).max(MAX_TIME_S))
  .nullable()
  .catch(null);

const segmentSchema = z.object({
  id: name,
  text: z.string().catch(''),
  speaker: name,
  is_user: z.boolean().catch(false),
  start: seconds,
  end: seconds,
});

const objectSchema = z.object({
  session_id: z.string().optional().catch(undefined),
  segments: z.array(z.unknown()).catch([]),
});

/** What a delivery says: whose words, or nothing to act on (`{}` is Omi's probe), or two different users, which Omi never sends. */
export type AcceptedBody =
  | { kind: 'transcript'; uid: string; segments: HeardSegment[] }
  | { kind: 'nothing' }
  | { kind: 'forged' };

/**
 * Reads a real-time delivery in every form that Omi's code or documentation shows: an object with `segments`, a bare array, `{}`.
 * Every field but `text` may be missing or of the wrong type. The user is the query's `uid`, else the body's `session_id` (which
 * carries the uid), else the query's.
 * @param body parsed JSON, or undefined where there was none
 * @param query the query of the URL, values as strings
 */
export function acceptBody(body: unknown, query: Readonly<Record<string, unknown>>): AcceptedBody {
  const object = Array.isArray(body) ? { segments: body } : objectSchema.safeParse(body).data;
  const queryUid = readString(query.uid);
  const bodyUid = object && 'session_id' in object ? readString(object.session_id) : undefined;
  if (queryUid !== undefined && bodyUid !== undefined && queryUid !== bodyUid) return { kind: 'forged' };
  const uid = queryUid ?? bodyUid ?? readString(query.session_id);
  if (!object || uid === undefined || !UID.test(uid)) return { kind: 'nothing' };
  return { kind: 'transcript', uid, segments: acceptSegments(object.segments) };
}

function acceptSegments(values: readonly unknown[]): HeardSegment[] {
  const segments: HeardSegment[] = [];
  for (const value of values.slice(0, MAX_SEGMENTS)) {
    const { data } = segmentSchema.safeParse(value);
    const text = data ? clean(data.text.slice(0, MAX_TEXT_CHARS)) : '';
    if (!data || text === '') continue;
    const { start, end } = data;
    const endS = end !== null && start !== null && end < start ? start : end;
    segments.push({ id: data.id, text, speaker: data.speaker, isUser: data.is_user, startS: start ?? end, endS });
  }
  return segments;
}

/** Well-formed Unicode without NUL: Postgres stores neither lone surrogates nor U+0000. */
function clean(text: string): string {
  return text.toWellFormed().replaceAll('\0', '').trim();
}

function readString(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
