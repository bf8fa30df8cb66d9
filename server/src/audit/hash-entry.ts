import { createHash } from 'node:crypto';
import type { AuditRow } from '../store/audit-reader.ts';
import { canonicalJson } from './canonical-json.ts';

/** SHA-256, in hex, over everything an entry says and the hash of the entry before it. */
export function hashEntry(entry: Omit<AuditRow, 'hash'>): string {
  const { seq, id, at, actor_user_id, action, target_type, target_id, ip, request_id, details, prev_hash } = entry;
  const said = { seq, id, at, actor_user_id, action, target_type, target_id, ip, request_id, details, prev_hash };
  return createHash('sha256').update(canonicalJson(said)).digest('hex');
}
