import { type OmiLinkRow, omiLinkReader } from '../../store/omi-link-reader.ts';
import { omiLinkWriter } from '../../store/omi-link-writer.ts';
import type { WriteHandle } from '../../store/query.ts';
import { type TranscriptSegmentRow, transcriptReader } from '../../store/transcript-reader.ts';
import { transcriptWriter } from '../../store/transcript-writer.ts';
import { mergeDelivery, spanAround, toSegment } from '../intake/merge-delivery.ts';
import { openVoiceSession } from '../intake/open-voice-session.ts';
import type { HeardSegment } from '../intake/segment.ts';
import { createSpeechWindow, segmentAt, splitAtSilence } from '../speech/speech-window.ts';
import { findLinkCodes, keepOnlyDigits } from './link-code.ts';
import { tryLinkCode } from './try-link-code.ts';

/** Between two digits of a code nobody pauses longer. */
const MAX_PAUSE_S = 2;

/**
 * Listens for a spoken link code in the speech of an Omi user whom nobody has linked yet. Of that speech only the digits are kept, and
 * only until the link is confirmed or begun anew: whoever asked for the link may not be the one who speaks.
 * @returns the link that was confirmed, if one was
 */
export async function hearLinkCode(
  tx: WriteHandle,
  omiUserId: string,
  heard: readonly HeardSegment[],
  now: number,
): Promise<OmiLinkRow | undefined> {
  const digits = heard.flatMap((segment) => {
    const text = keepOnlyDigits(segment.text);
    return text === '' ? [] : [{ ...segment, text }];
  });
  if (digits.length === 0) return undefined;
  for (const { id } of await omiLinkReader.listPending(tx, omiUserId, now)) {
    const link = await omiLinkWriter.lock(tx, id);
    if (link?.status !== 'pending') continue;
    if (await hearCodeOf(tx, link, digits, now)) return link;
  }
  return undefined;
}

async function hearCodeOf(
  tx: WriteHandle,
  link: OmiLinkRow,
  digits: readonly HeardSegment[],
  now: number,
): Promise<boolean> {
  const session = await openVoiceSession(tx, link, digits, now);
  const changed = session ? await mergeDelivery(tx, session, digits, now, null) : [];
  if (!session || changed.length === 0) return false;
  const { fromS, toS } = spanAround(changed);
  return tryHeardCodes(tx, link, await transcriptReader.listBetween(tx, session.id, fromS, toS), now);
}

/** Tries each code that was not tried before: a repeated delivery is no second try. */
async function tryHeardCodes(
  tx: WriteHandle,
  link: OmiLinkRow,
  rows: readonly TranscriptSegmentRow[],
  now: number,
): Promise<boolean> {
  const tried = new Set(rows.flatMap((row) => (row.settled_at === null ? [] : row.segment_key)));
  for (const run of splitAtSilence(rows.map(toSegment), MAX_PAUSE_S)) {
    const window = createSpeechWindow(run);
    for (const { code, start, end } of findLinkCodes(window.text)) {
      const keys = [segmentAt(window, start)?.key ?? '', segmentAt(window, end - 1)?.key ?? ''];
      if (keys.every((key) => tried.has(key))) continue;
      for (const key of keys) await transcriptWriter.setSettled(tx, link.id, key, now);
      const { kind } = await tryLinkCode(tx, link, 'spoken', code, now, null);
      if (kind === 'linked') return true;
    }
  }
  return false;
}
