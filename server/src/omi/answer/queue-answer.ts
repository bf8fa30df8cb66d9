import { pushPayload } from '../../context/notification.ts';
import {
  createId,
  type LinkId,
  type NotificationId,
  type OutboxId,
  type UserId,
  type UtteranceId,
} from '../../kit/id.ts';
import type { EndedRun } from '../../run/finish-run.ts';
import { messageReader } from '../../store/message-reader.ts';
import { notificationWriter } from '../../store/notification-writer.ts';
import { omiOutboxReader } from '../../store/omi-outbox-reader.ts';
import { outboxWriter } from '../../store/outbox-writer.ts';
import type { WriteHandle } from '../../store/query.ts';
import { voiceSessionReader } from '../../store/voice-session-reader.ts';
import { readSpokenMessageId } from '../speech/spoken-message-id.ts';
import { type AnswerContent, readAnswer } from './read-answer.ts';

/** An answer is pushed only when nothing was heard for this long: until then it may ride on the reply to a delivery, which costs nothing. */
const SILENCE_MS = 5_000;
/** A delivery that waits for this very answer comes first. */
const HEAD_START_MS = 1_000;

/** Queues what a person is told about something they said, once for each thing said. */
export async function queueAnswer(
  tx: WriteHandle,
  answer: { owner: UserId; linkId: LinkId; questionId: OutboxId | UtteranceId; content: AnswerContent },
  now: number,
): Promise<void> {
  const { owner, linkId, questionId } = answer;
  const told = await readAnswer(tx, owner, answer.content, now);
  if (!told) return;
  const id = createId<NotificationId>();
  const isNew = await notificationWriter.insert(tx, {
    id,
    user_id: owner,
    kind: 'answer',
    channel: 'omi_push',
    status: 'waiting',
    text: told.text,
    conversation_id: told.conversationId,
    cause_key: `answer:${questionId}`,
    reason: null,
    created_at: now,
    sent_at: null,
  });
  if (!isNew) return;
  const session = await voiceSessionReader.findNewest(tx, linkId);
  await outboxWriter.insert(tx, {
    id: createId<OutboxId>(),
    kind: 'omi_notification',
    user_id: owner,
    subject_id: linkId,
    payload: pushPayload.write(id),
    dedupe_key: `omi_answer:${questionId}`,
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
