import { createId, type MessageId, type OutboxId, type UserId } from '../kit/id.ts';
import { outboxWriter } from '../store/outbox-writer.ts';
import type { WriteHandle } from '../store/query.ts';
import type { ExchangePayload } from './read-exchange.ts';

/** Most answers have ended by then. */
const FIRST_LOOK_MS = 5_000;

/** Queues the search for something worth remembering in a question, once however often it is answered. */
export async function queueMemorySuggestion(
  tx: WriteHandle,
  from: { owner: UserId; questionId: MessageId; answerId: MessageId; usageDay: string },
  now: number,
): Promise<void> {
  const payload: ExchangePayload = { question_id: from.questionId, usage_day: from.usageDay };
  await outboxWriter.insertBackground(tx, {
    id: createId<OutboxId>(),
    kind: 'memory_suggestion',
    user_id: from.owner,
    subject_id: from.answerId,
    payload: JSON.stringify(payload),
    dedupe_key: `memory_suggestion:${from.questionId}`,
    due_at: now + FIRST_LOOK_MS,
    created_at: now,
  });
}
