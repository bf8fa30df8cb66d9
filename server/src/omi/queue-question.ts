import { type ConversationId, createId, type OutboxId, type VoiceSessionId } from '../kit/id.ts';
import type { OmiLinkRow } from '../store/omi-link-reader.ts';
import { type OutboxRow, outboxWriter } from '../store/outbox-writer.ts';
import type { WriteHandle } from '../store/query.ts';
import { spokenMessageReader } from '../store/spoken-message-reader.ts';
import { transcriptWriter } from '../store/transcript-writer.ts';
import type { SpokenQuestion } from './find-question.ts';

/** Whoever heard the question asks it at once; the outbox does so only if that process died. */
const ASK_AFTER_MS = 5_000;
/** A question without its sentence mark is over when nothing more of it came for this long. */
export const QUIET_MS = 3_000;
/** Questions closer together than this go on in one conversation. */
const SAME_TALK_MS = 30 * 60_000;

export type NewOutboxRow = Pick<OutboxRow, 'id' | 'user_id' | 'subject_id' | 'payload'>;

/** The link that was spoken to, and whose it is. */
export type HeardLink = Pick<OmiLinkRow, 'id' | 'user_id'>;

/** What a queued question holds. */
interface QuestionPayload {
  text: string;
  /** Where it goes on; null begins a new conversation. Fixed when it is queued, so that asking twice is asking the same. */
  conversation_id: ConversationId | null;
}

/** What is kept of a question whose end was not heard yet. */
interface OpenQuestionPayload {
  session_id: VoiceSessionId;
  question_id: string;
  /** Where in its session to look for it, in seconds. */
  start_s: number;
}

/**
 * Queues a question to be asked, once however often its segments come.
 * @returns the row to ask from, or undefined when it was queued before
 */
export async function queueQuestion(
  tx: WriteHandle,
  link: HeardLink,
  question: SpokenQuestion,
  now: number,
): Promise<NewOutboxRow | undefined> {
  const last = await spokenMessageReader.findNewest(tx, link.user_id);
  const payload: QuestionPayload = {
    text: question.text,
    conversation_id: last && now - last.created_at < SAME_TALK_MS ? last.conversation_id : null,
  };
  const row = {
    id: createId<OutboxId>(),
    kind: 'omi_question',
    user_id: link.user_id,
    subject_id: link.id,
    payload: JSON.stringify(payload),
    dedupe_key: `omi_question:${link.id}:${question.id}`,
    due_at: now + ASK_AFTER_MS,
    created_at: now,
  };
  const isNew = await outboxWriter.insert(tx, row);
  for (const key of question.segmentKeys) await transcriptWriter.setSettled(tx, link.id, key, now);
  return isNew ? row : undefined;
}

/** Queues another look at a question that has no end yet, for the case that nothing more is heard. */
export async function queueOpenQuestion(
  tx: WriteHandle,
  link: HeardLink,
  question: SpokenQuestion,
  place: { sessionId: VoiceSessionId; startS: number },
  now: number,
): Promise<void> {
  const payload: OpenQuestionPayload = { session_id: place.sessionId, question_id: question.id, start_s: place.startS };
  await outboxWriter.insert(tx, {
    id: createId<OutboxId>(),
    kind: 'omi_open_question',
    user_id: link.user_id,
    subject_id: link.id,
    payload: JSON.stringify(payload),
    dedupe_key: `omi_open_question:${link.id}:${question.id}`,
    due_at: now + QUIET_MS,
    created_at: now,
  });
  for (const key of question.segmentKeys) await transcriptWriter.setSettled(tx, link.id, key, null);
}
