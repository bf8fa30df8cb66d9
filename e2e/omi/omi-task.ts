import { randomUUID } from 'node:crypto';

/** A task ("action item") of an Omi user; times are ISO 8601. */
export interface OmiTask {
  id: string;
  description: string;
  completed: boolean;
  created_at: string | null;
  updated_at: string | null;
  due_at: string | null;
  completed_at: string | null;
  conversation_id: string | null;
  is_locked: boolean;
}

/** An open task with this description, and usual values for what is not given. */
export function createOmiTask(fields: Partial<OmiTask> & Pick<OmiTask, 'description'>): OmiTask {
  const createdAt = fields.created_at ?? new Date().toISOString();
  return {
    id: randomUUID(),
    completed: false,
    created_at: createdAt,
    updated_at: createdAt,
    due_at: null,
    completed_at: null,
    conversation_id: null,
    is_locked: false,
    ...fields,
  };
}
