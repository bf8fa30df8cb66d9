import { z } from 'zod';
import type { ChatParts } from '../chat/send-message.ts';
import type { OutboxHandler } from '../job/outbox-worker.ts';
import type { LinkId, VoiceSessionId } from '../kit/id.ts';
import { omiLinkWriter } from '../store/omi-link-writer.ts';
import type { OutboxRow } from '../store/outbox-writer.ts';
import type { WriteHandle } from '../store/query.ts';
import { transcriptReader } from '../store/transcript-reader.ts';
import { askQuestion } from './ask-question.ts';
import { findQuestions } from './find-question.ts';
import { toSegment } from './merge-delivery.ts';
import { type NewOutboxRow, QUIET_MS, queueQuestion } from './queue-question.ts';

const payloadSchema = z.object({
  session_id: z.custom<VoiceSessionId>((value) => typeof value === 'string'),
  question_id: z.string(),
  start_s: z.number(),
});

/** Speech before the question that its first words are understood with, and the longest question, in seconds. */
const LOOK_BACK_S = 60;
const LONGEST_QUESTION_S = 300;

type Closed = { kind: 'ask'; row: NewOutboxRow } | { kind: 'nothing' } | { kind: 'goes_on'; afterMs: number };

/** Asks a question that never got its sentence mark, once nothing more of it is heard. */
export function createCloseOpenQuestion(parts: ChatParts): OutboxHandler {
  return async (row) => {
    const closed = await parts.store.transact((tx) => close(tx, row, parts.clock.now()));
    if (closed.kind === 'goes_on') return { kind: 'wait', afterMs: closed.afterMs };
    if (closed.kind === 'ask') await askQuestion(parts, closed.row);
    return { kind: 'done' };
  };
}

async function close(tx: WriteHandle, row: OutboxRow, now: number): Promise<Closed> {
  const link = row.subject_id === null ? undefined : await omiLinkWriter.lock(tx, row.subject_id as LinkId);
  if (link?.status !== 'active') return { kind: 'nothing' };
  const place = payloadSchema.parse(JSON.parse(row.payload));
  const rows = await transcriptReader.listBetween(
    tx,
    place.session_id,
    place.start_s - LOOK_BACK_S,
    place.start_s + LONGEST_QUESTION_S,
  );
  const question = findQuestions(rows.map(toSegment)).find(({ id }) => id === place.question_id);
  if (!question) return { kind: 'nothing' };
  const parts = rows.filter(({ segment_key }) => question.segmentKeys.includes(segment_key));
  const quietForMs = now - Math.max(...parts.map(({ updated_at }) => updated_at));
  if (!question.hasEnded && quietForMs < QUIET_MS) return { kind: 'goes_on', afterMs: QUIET_MS - quietForMs };
  const queued = await queueQuestion(tx, link, question, now);
  return queued ? { kind: 'ask', row: queued } : { kind: 'nothing' };
}
