import type { OmiLinkRow } from '../../store/omi-link-reader.ts';
import type { WriteHandle } from '../../store/query.ts';
import type { TranscriptSegmentRow } from '../../store/transcript-reader.ts';
import { transcriptWriter } from '../../store/transcript-writer.ts';
import { toColumns, toSegment } from '../intake/merge-delivery.ts';
import { createSpeechWindow } from '../speech/speech-window.ts';
import { CODE_MASK, findLinkCodes } from './link-code.ts';
import { maskSpan } from './mask-span.ts';
import { hashLinkCode } from './try-link-code.ts';

/**
 * Masks the spoken code of a link where it was said, which happens when the delivery that confirmed the link comes once more. It is done
 * as long as the code would have been valid.
 * @param rows neighbouring segments as they are stored
 */
export async function maskLinkCode(
  tx: WriteHandle,
  link: OmiLinkRow,
  rows: readonly TranscriptSegmentRow[],
  now: number,
): Promise<void> {
  if (link.spoken_code_hash === null || (link.code_expires_at ?? 0) <= now) return;
  const window = createSpeechWindow(rows.map(toSegment));
  const spoken = findLinkCodes(window.text).filter(({ code }) => hashLinkCode(link.id, code) === link.spoken_code_hash);
  const masked = new Map(spoken.flatMap((span) => maskSpan(window, span, CODE_MASK)).map((each) => [each.key, each]));
  for (const row of rows) {
    const segment = masked.get(row.segment_key);
    if (segment) await transcriptWriter.update(tx, { ...row, ...toColumns(segment), updated_at: now });
  }
}
