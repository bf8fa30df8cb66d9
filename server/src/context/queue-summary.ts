import { createId, type MessageId, type OutboxId, type UserId } from '../kit/id.ts';
import type { EndedRun } from '../run/finish-run.ts';
import { outboxWriter } from '../store/outbox-writer.ts';
import type { WriteHandle } from '../store/query.ts';
import type { ExchangePayload } from './read-exchange.ts';

/** Queues the summing up of the branch that ends in an answer. @param after what makes it necessary: once for each */
export async function queueSummary(
  tx: WriteHandle,
  about: { owner: UserId; answerId: MessageId; payload: ExchangePayload; after: string },
  now: number,
): Promise<void> {
  await outboxWriter.insertBackground(tx, {
    id: createId<OutboxId>(),
    kind: 'summary',
    user_id: about.owner,
    subject_id: about.answerId,
    payload: JSON.stringify(about.payload),
    dedupe_key: `summary:${about.after}`,
    due_at: now,
    created_at: now,
  });
}

/** Queues it in the transaction that ends an answer for whose prompt there was hardly room. */
export async function queueSummaryAfter(tx: WriteHandle, { identity, outcome }: EndedRun, now: number): Promise<void> {
  if (!identity.wantsSummary || outcome.status !== 'complete') return;
  const { userId: owner, messageId: answerId } = identity;
  const payload = { question_id: identity.userMessageId, usage_day: identity.usageDay };
  await queueSummary(tx, { owner, answerId, payload, after: answerId }, now);
}
