import type { OutboxId, UserId } from '../../kit/id.ts';

/** `background`: it waits until nobody waits for an answer. */
export type OutboxStatus = 'pending' | 'background' | 'leased' | 'done' | 'parked';

export interface OutboxTable {
  id: OutboxId;
  kind: string;
  user_id: UserId | null;
  /** What the row is about, for finding it again (a message, a link). */
  subject_id: string | null;
  payload: string;
  /** One effect per cause: a second insert with the same key does nothing. */
  dedupe_key: string;
  status: OutboxStatus;
  attempts: number;
  due_at: number;
  lease_owner: string | null;
  lease_expires_at: number | null;
  last_error: string | null;
  created_at: number;
  updated_at: number;
}

export interface IdempotencyKeyTable {
  user_id: UserId;
  route: string;
  key: string;
  body_hash: string;
  status_code: number | null;
  response: string | null;
  created_at: number;
}

export interface AuditLogTable {
  seq: number;
  id: string;
  at: number;
  actor_user_id: string | null;
  action: string;
  target_type: string | null;
  target_id: string | null;
  ip: string | null;
  request_id: string | null;
  details: string;
  prev_hash: string;
  hash: string;
}

/** One row: the last link of the audit chain. Updating it first puts concurrent writers into a queue. */
export interface AuditHeadTable {
  id: number;
  seq: number;
  hash: string;
}

/** Counters of attempts in a fixed window, raised before anything is compared. */
export interface ThrottleTable {
  key: string;
  window_started_at: number;
  count: number;
}

/** What the instance remembers about itself (set-up token, ids), by name. */
export interface InstanceStateTable {
  key: string;
  value: string;
  updated_at: number;
}
