import { createId, type OutboxId, type SessionId, type UserId } from '../kit/id.ts';
import type { EndedRun } from '../run/finish-run.ts';
import { expoPushTokenReader } from '../store/expo-push-token-reader.ts';
import { outboxWriter } from '../store/outbox-writer.ts';
import { pushSubscriptionReader } from '../store/push-subscription-reader.ts';
import type { WriteHandle } from '../store/query.ts';
import { devicePushPayload, type Push } from './push-payload.ts';

/** Whoever asked for a shorter answer still looks at it, and its end costs no query. */
const LONG_ANSWER_MS = 10_000;

interface QueuedPush {
  owner: UserId;
  push: Push;
  /** The same for the same happening: each device is told once. */
  causeKey: string;
}

/** Queues a push to every browser and every phone on which its owner wants to be told, in the transaction of its cause. */
export async function queuePush(tx: WriteHandle, queued: QueuedPush, now: number): Promise<void> {
  const { owner } = queued;
  const browsers = await pushSubscriptionReader.sessionsOf(tx, owner);
  const phones = await expoPushTokenReader.sessionsOf(tx, owner);
  for (const sessionId of browsers) await queueTo(tx, 'web_push', sessionId, queued, now);
  for (const sessionId of phones) await queueTo(tx, 'expo_push', sessionId, queued, now);
}

async function queueTo(
  tx: WriteHandle,
  kind: 'web_push' | 'expo_push',
  sessionId: SessionId,
  { owner, push, causeKey }: QueuedPush,
  now: number,
): Promise<void> {
  await outboxWriter.insert(tx, {
    id: createId<OutboxId>(),
    kind,
    user_id: owner,
    subject_id: sessionId,
    payload: devicePushPayload.write(push),
    dedupe_key: `${kind}:${causeKey}:${sessionId}`,
    due_at: now,
    created_at: now,
  });
}

/** Tells of an answer that took so long that the person may have gone elsewhere, in the transaction that ends it. */
export async function queueAnswerPush(
  tx: WriteHandle,
  { identity, outcome, elapsedMs }: EndedRun,
  now: number,
): Promise<void> {
  if (outcome.status !== 'complete' || elapsedMs === null || elapsedMs < LONG_ANSWER_MS) return;
  const push = { kind: 'answer', conversation_id: identity.conversationId } as const;
  await queuePush(tx, { owner: identity.userId, push, causeKey: `answer:${identity.messageId}` }, now);
}
