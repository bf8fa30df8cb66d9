import { createId, type UserId } from '../kit/id.ts';
import { auditWriter } from '../store/audit-writer.ts';
import type { WriteHandle } from '../store/query.ts';
import { canonicalJson } from './canonical-json.ts';
import { hashEntry } from './hash-entry.ts';

export interface AuditEntry {
  /** Milliseconds since 1970. */
  at: number;
  /** Null where nobody was signed in. */
  actor: UserId | null;
  /** `noun.verb`, for example `session.login`. */
  action: string;
  target: { type: string; id: string } | null;
  ip: string | null;
  requestId: string | null;
  /** Never a secret and never what a person wrote. */
  details?: Record<string, string | number | boolean | null>;
}

/**
 * Adds an entry to the hash-chained log, in the transaction of what it tells about. Call it last: until the transaction ends it keeps
 * every other entry waiting.
 */
export async function appendAudit(tx: WriteHandle, entry: AuditEntry): Promise<void> {
  const head = await auditWriter.advanceHead(tx);
  const row = {
    seq: head.seq,
    id: createId<string>(),
    at: entry.at,
    actor_user_id: entry.actor,
    action: entry.action,
    target_type: entry.target?.type ?? null,
    target_id: entry.target?.id ?? null,
    ip: entry.ip,
    request_id: entry.requestId,
    details: canonicalJson(entry.details ?? {}),
    prev_hash: head.hash,
  };
  await auditWriter.insert(tx, { ...row, hash: hashEntry(row) });
}
