import { createId, type OutboxId, type UserId } from '../kit/id.ts';
import type { EndedRun } from '../run/finish-run.ts';
import { outboxWriter } from '../store/outbox-writer.ts';
import { pushSubscriptionReader } from '../store/push-subscription-reader.ts';
import type { WriteHandle } from '../store/query.ts';
import { type Push, webPushPayload } from './push-payload.ts';

/** Whoever asked for a shorter answer still looks at it, and its end costs no query. */
const LONG_ANSWER_MS = 10_000;

/** Queues a push to every browser in which its owner wants to be told, in the transaction of its cause. */
export async function queueWebPush(
  tx: WriteHandle,
  { owner, push, causeKey }: { owner: UserId; push: Push; causeKey: string },
  now: number,
): Promise<void> {
  for (const sessionId of await pushSubscriptionReader.sessionsOf(tx, owner)) {
    await outboxWriter.insert(tx, {
      id: createId<OutboxId>(),
      kind: 'web_push',
      user_id: owner,
      subject_id: sessionId,
      payload: webPushPayload.write(push),
      dedupe_key: `web_push:${causeKey}:${sessionId}`,
      due_at: now,
      created_at: now,
    });
  }
}

/** Tells of an answer that took so long that the person may have gone elsewhere, in the transaction that ends it. */
export async function queueAnswerPush(
  tx: WriteHandle,
  { identity, outcome, elapsedMs }: EndedRun,
  now: number,
): Promise<void> {
  if (outcome.status !== 'complete' || elapsedMs === null || elapsedMs < LONG_ANSWER_MS) return;
  const push = { kind: 'answer', conversation_id: identity.conversationId } as const;
  await queueWebPush(tx, { owner: identity.userId, push, causeKey: `answer:${identity.messageId}` }, now);
}
