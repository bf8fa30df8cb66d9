import { randomUUID } from 'node:crypto';

/** What Omi remembers of a user ("fact" in its ids); times are ISO 8601 (`backend/models/memories.py`). */
export interface OmiMemory {
  id: string;
  uid: string;
  content: string;
  category: string;
  visibility: string;
  tags: string[];
  created_at: string;
  updated_at: string;
  reviewed: boolean;
  manually_added: boolean;
  edited: boolean;
  app_id: string | null;
  is_locked: boolean;
}

/** A memory with this content, and usual values for what is not given. */
export function createOmiMemory(fields: Partial<OmiMemory> & Pick<OmiMemory, 'uid' | 'content'>): OmiMemory {
  const createdAt = fields.created_at ?? new Date().toISOString();
  return {
    id: randomUUID(),
    category: 'other',
    visibility: 'private',
    tags: [],
    created_at: createdAt,
    updated_at: createdAt,
    reviewed: false,
    manually_added: false,
    edited: false,
    app_id: null,
    is_locked: false,
    ...fields,
  };
}
