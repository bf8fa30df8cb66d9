import { z } from 'zod';
import { AppError } from '../errors.ts';
import { toIso } from '../kit/clock.ts';
import { CONTEXT_LIMITS } from '../kit/limits.ts';
import type { AgentEventRow } from '../store/agent-event-reader.ts';
import { sourceSchema } from './source.ts';

/** An event as every client reads it; a task is one of type `task`. */
export const agentEventSchema = z
  .object({
    id: z.string(),
    type: z.string(),
    payload: z.record(z.string(), z.unknown()).describe('Of a task: its `title`, and whatever else you keep there.'),
    status: z.enum(['open', 'done']),
    source: sourceSchema,
    source_message_id: z.string().nullable(),
    due_at: z.iso.datetime().nullable(),
    completed_at: z.iso.datetime().nullable(),
    created_at: z.iso.datetime(),
    updated_at: z.iso.datetime(),
  })
  .meta({ id: 'AgentEvent' });

export type AgentEvent = z.infer<typeof agentEventSchema>;

export type EventPayload = Record<string, unknown>;

export function toAgentEvent(row: AgentEventRow): AgentEvent {
  const iso = (at: number | null) => (at === null ? null : toIso(at));
  return {
    id: row.id,
    type: row.type,
    payload: JSON.parse(row.payload),
    status: row.status,
    source: row.source,
    source_message_id: row.source_message_id,
    due_at: iso(row.due_at),
    completed_at: iso(row.completed_at),
    created_at: toIso(row.created_at),
    updated_at: toIso(row.updated_at),
  };
}

const taskPayload = z.looseObject({ title: z.string().trim().min(1).max(CONTEXT_LIMITS.taskTitleUnits) });

/**
 * A payload as it is stored.
 * @throws AppError E1001 for a task without a title, or more than {@link CONTEXT_LIMITS}.eventPayloadBytes
 */
export function writePayload(type: string, payload: EventPayload): string {
  const task = type === 'task' ? taskPayload.safeParse(payload) : undefined;
  if (task?.success === false) {
    throw new AppError('E1001', `A task needs a title of 1 to ${CONTEXT_LIMITS.taskTitleUnits} characters.`, {
      details: [{ field: 'payload.title' }],
    });
  }
  const text = JSON.stringify(task?.data ?? payload);
  if (Buffer.byteLength(text) > CONTEXT_LIMITS.eventPayloadBytes) {
    throw new AppError('E1001', `A payload may have ${CONTEXT_LIMITS.eventPayloadBytes} bytes as JSON.`, {
      details: [{ field: 'payload' }],
    });
  }
  return text;
}

/** What a task is called. */
export function titleOf(task: Pick<AgentEventRow, 'payload'>): string {
  const parsed = taskPayload.safeParse(JSON.parse(task.payload));
  return parsed.success ? parsed.data.title : 'Task';
}
