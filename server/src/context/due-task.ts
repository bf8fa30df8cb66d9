import { z } from 'zod';
import type { OutboxHandler } from '../job/outbox-worker.ts';
import type { Clock } from '../kit/clock.ts';
import { type AgentEventId, createId, type OutboxId } from '../kit/id.ts';
import { must } from '../kit/must.ts';
import { type AgentEventRow, agentEventReader } from '../store/agent-event-reader.ts';
import type { Store } from '../store/open.ts';
import { outboxWriter } from '../store/outbox-writer.ts';
import type { WriteHandle } from '../store/query.ts';
import { notify } from './notify.ts';

const payloadSchema = z.object({ due_at: z.number() });
const taskSchema = z.object({ title: z.string() });

/** Who writes down a task that was due longer ago than this knows it, and is not reminded. */
const LATEST_MS = 60_000;
/** A reminder that comes later than this (the server was off) does not say "now". */
const NOW_MS = 10 * 60_000;

/**
 * Queues the reminder of a task for its due time. Call it in the transaction that makes, moves or reopens one: it does nothing for what is no
 * open task with a due time, and needs no call when a task is done, deleted or moved away, because the reminder looks at the task again.
 */
export async function queueDueTask(tx: WriteHandle, event: AgentEventRow, now: number): Promise<void> {
  const { id, user_id, due_at } = event;
  if (!isOpenTask(event) || due_at === null || due_at < now - LATEST_MS) return;
  await outboxWriter.insert(tx, {
    id: createId<OutboxId>(),
    kind: 'task_due',
    user_id,
    subject_id: id,
    payload: JSON.stringify({ due_at }),
    dedupe_key: dueKey(id, due_at),
    due_at,
    created_at: now,
  });
}

/** Handles the outbox rows of kind `task_due`: tells the task's owner, once, if it still is to be done at that time. */
export function createTellDueTask({ store, clock }: { store: Store; clock: Clock }): OutboxHandler {
  return async (row) => {
    const owner = must(row.user_id, 'the owner of a task');
    const id = must(row.subject_id, 'the task') as AgentEventId;
    const { due_at: dueAt } = payloadSchema.parse(JSON.parse(row.payload));
    await store.transact(async (tx) => {
      const event = await agentEventReader.find(tx, owner, id);
      if (!event || !isOpenTask(event) || event.due_at !== dueAt) return;
      const { title } = taskSchema.parse(JSON.parse(event.payload));
      const now = clock.now();
      const text = `${now - dueAt > NOW_MS ? 'Overdue' : 'Due now'}: ${title}`;
      await notify(
        tx,
        { owner, kind: 'task_due', text, conversationId: null, causeKey: dueKey(id, dueAt), push: true },
        now,
      );
    });
    return { kind: 'done' };
  };
}

function isOpenTask({ type, status }: AgentEventRow): boolean {
  return type === 'task' && status === 'open';
}

function dueKey(id: AgentEventId, dueAt: number): string {
  return `task_due:${id}:${dueAt}`;
}
