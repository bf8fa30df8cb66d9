import type { WriteHandle } from '../store/query.ts';
import { throttleWriter } from '../store/throttle-writer.ts';

const HOUR_MS = 3_600_000;
/** Omi allows 10 notifications in a clock hour, and only 9 in an hour that its v2 API opens. */
const PUSHES_PER_HOUR = 9;
/** Answers leave these to link codes, without which nobody can link. */
const KEPT_FOR_CODES = 2;

export type PushPurpose = 'answer' | 'link_code';

/**
 * Takes one notification from an Omi user's hourly budget. What is refused is not counted.
 * @returns undefined when it may be sent, else in how many milliseconds the next hour begins
 */
export async function reservePush(
  tx: WriteHandle,
  omiUserId: string,
  purpose: PushPurpose,
  now: number,
): Promise<number | undefined> {
  const hour = Math.floor(now / HOUR_MS);
  const hourEnd = (hour + 1) * HOUR_MS;
  const key = `omi_push:${omiUserId}:${hour}`;
  // Dated at the end of its hour, because old counters are swept by their date.
  const { count } = await throttleWriter.raise(tx, key, hourEnd, 0);
  if (count <= (purpose === 'answer' ? PUSHES_PER_HOUR - KEPT_FOR_CODES : PUSHES_PER_HOUR)) return undefined;
  await throttleWriter.lower(tx, key);
  return hourEnd - now;
}
