import type { ExchangePayload } from '../context/read-exchange.ts';
import { createId, type OutboxId } from '../kit/id.ts';
import type { EndedRun } from '../run/finish-run.ts';
import { outboxWriter } from '../store/outbox-writer.ts';
import type { WriteHandle } from '../store/query.ts';

/** Queues the search for a title in the transaction that ends a conversation's first answer, once. */
export async function queueTitle(tx: WriteHandle, { identity, outcome }: EndedRun, now: number): Promise<void> {
  if (!identity.wantsTitle || outcome.status !== 'complete') return;
  const payload: ExchangePayload = { question_id: identity.userMessageId, usage_day: identity.usageDay };
  await outboxWriter.insertBackground(tx, {
    id: createId<OutboxId>(),
    kind: 'title',
    user_id: identity.userId,
    subject_id: identity.messageId,
    payload: JSON.stringify(payload),
    dedupe_key: `title:${identity.conversationId}`,
    due_at: now,
    created_at: now,
  });
}
