import type { Clock } from '../kit/clock.ts';
import type { LinkId } from '../kit/id.ts';
import type { OmiLinkRow } from '../store/omi-link-reader.ts';
import { omiLinkWriter } from '../store/omi-link-writer.ts';
import type { Store } from '../store/open.ts';
import type { WriteHandle } from '../store/query.ts';
import { findQuestions } from './find-question.ts';
import { hearLinkCode } from './hear-link-code.ts';
import { maskLinkCode } from './mask-link-code.ts';
import { mergeDelivery } from './merge-delivery.ts';
import { type NewOutboxRow, queueOpenQuestion, queueQuestion } from './queue-question.ts';
import type { HeardSegment } from './segment.ts';

/** What a delivery meant, once it is durable. */
export type HeardDelivery =
  | { kind: 'heard'; link: OmiLinkRow; questions: NewOutboxRow[]; hasOpenQuestion: boolean }
  | { kind: 'linked'; link: OmiLinkRow }
  /** Nobody is linked with this Omi user, or not by the address the delivery came to: nothing was stored. */
  | { kind: 'unknown' };

interface Delivery {
  omiUserId: string;
  /** The link that the address belongs to; undefined for the app-wide address. */
  linkId: LinkId | undefined;
  segments: readonly HeardSegment[];
}

/**
 * Takes in one delivery in one transaction: what it says is merged into the transcript, and what follows from it is queued. When this
 * resolves, both are durable; a repeated delivery changes nothing.
 * @throws AppError E1007 when the database cannot take it now
 */
export async function acceptSegments(
  parts: { store: Store; clock: Clock },
  delivery: Delivery,
): Promise<HeardDelivery> {
  const { store, clock } = parts;
  const { omiUserId, linkId, segments } = delivery;
  return store.transact(async (tx): Promise<HeardDelivery> => {
    const now = clock.now();
    const link = await omiLinkWriter.touchActive(tx, omiUserId, now);
    if (!link && linkId === undefined) {
      const linked = await hearLinkCode(tx, omiUserId, segments, now);
      return linked ? { kind: 'linked', link: linked } : { kind: 'unknown' };
    }
    if (!link || (linkId !== undefined && linkId !== link.id)) return { kind: 'unknown' };
    return understand(tx, link, segments, now);
  });
}

async function understand(
  tx: WriteHandle,
  link: OmiLinkRow,
  heard: readonly HeardSegment[],
  now: number,
): Promise<HeardDelivery> {
  const merged = await mergeDelivery(tx, link, heard, now, now);
  const questions: NewOutboxRow[] = [];
  let hasOpenQuestion = false;
  if (merged) {
    const around = await maskLinkCode(tx, link, merged.around, now);
    for (const question of findQuestions(around)) {
      if (question.text === '' || !question.segmentKeys.some((key) => merged.changedKeys.has(key))) continue;
      if (question.hasEnded) {
        const row = await queueQuestion(tx, link, question, now);
        if (row) questions.push(row);
      } else {
        hasOpenQuestion = true;
        const startS = around.find(({ key }) => question.segmentKeys.includes(key))?.startS ?? 0;
        await queueOpenQuestion(tx, link, question, { sessionId: merged.session.id, startS }, now);
      }
    }
  }
  return { kind: 'heard', link, questions, hasOpenQuestion };
}
