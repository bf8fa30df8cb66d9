import { createId, type LinkId, type MessageId, type OutboxId, type UserId } from '../kit/id.ts';
import type { EndedRun } from '../run/finish-run.ts';
import { messageReader } from '../store/message-reader.ts';
import { omiOutboxReader } from '../store/omi-outbox-reader.ts';
import { outboxWriter } from '../store/outbox-writer.ts';
import type { WriteHandle } from '../store/query.ts';
import { voiceSessionReader } from '../store/voice-session-reader.ts';
import { readSpokenMessageId } from './spoken-message-id.ts';

/** An answer is pushed only when nothing was heard for this long: until then it may ride on the reply to a delivery, which costs nothing. */
const SILENCE_MS = 5_000;
/** A delivery that waits for this very answer comes first. */
const HEAD_START_MS = 1_000;

/** What to tell: an answer that stands in a conversation, or a sentence of ours. */
export type AnswerContent = { message_id: MessageId } | { text: string };

/** Queues what a person is told about a spoken question, once for each question. */
export async function queueAnswer(
  tx: WriteHandle,
  answer: { owner: UserId; linkId: LinkId; questionId: OutboxId; content: AnswerContent },
  now: number,
): Promise<void> {
  const session = await voiceSessionReader.findNewest(tx, answer.linkId);
  await outboxWriter.insert(tx, {
    id: createId<OutboxId>(),
    kind: 'omi_notification',
    user_id: answer.owner,
    subject_id: answer.linkId,
    payload: JSON.stringify(answer.content),
    dedupe_key: `omi_answer:${answer.questionId}`,
    due_at: Math.max(now + HEAD_START_MS, (session?.last_heard_at ?? 0) + SILENCE_MS),
    created_at: now,
  });
}

/** Queues the answer of a run that a spoken question began, in the transaction that ends the run. A cancelled answer is not told. */
export async function queueSpokenAnswer(tx: WriteHandle, ended: EndedRun, now: number): Promise<void> {
  const { source, userId, userMessageId, messageId } = ended.identity;
  if (source !== 'omi_transcript' || ended.outcome.status === 'cancelled') return;
  const asked = await messageReader.find(tx, userId, userMessageId);
  const questionId = readSpokenMessageId(asked?.client_message_id);
  const question = questionId && (await omiOutboxReader.find(tx, userId, questionId));
  if (!question?.subject_id) return;
  const linkId = question.subject_id as LinkId;
  await queueAnswer(tx, { owner: userId, linkId, questionId: question.id, content: { message_id: messageId } }, now);
}
