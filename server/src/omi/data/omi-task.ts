import { z } from 'zod';
import { lenient } from './lenient.ts';

const time = z.iso.datetime().nullable();

/** A task of Omi's as we tell of it. */
export const omiTaskSchema = z
  .object({
    id: z.string(),
    description: z.string(),
    completed: z.boolean(),
    created_at: time,
    due_at: time,
    completed_at: time,
    conversation_id: z.string().nullable().describe('The conversation of Omi’s that it came from'),
  })
  .meta({ id: 'OmiTask' });

export type OmiTask = z.infer<typeof omiTaskSchema>;

const sent = z.object({
  id: lenient.id,
  description: lenient.text,
  completed: lenient.flag,
  created_at: lenient.time,
  due_at: lenient.time,
  completed_at: lenient.time,
  conversation_id: lenient.name,
});

/** Reads a task as Omi's lists send it. @returns undefined for what has no id */
export function readOmiTask(value: unknown): OmiTask | undefined {
  return sent.safeParse(value).data;
}
