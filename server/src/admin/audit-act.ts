import { type AuditEntry, appendAudit } from '../audit/append-audit.ts';
import type { WriteHandle } from '../store/query.ts';
import type { Act } from './act.ts';

/** Writes what an admin did, or looked at, to the audit log, in its transaction; call it last. */
export function auditAct(
  tx: WriteHandle,
  { actor, caller }: Act,
  said: Pick<AuditEntry, 'action' | 'target' | 'details'>,
  now: number,
): Promise<void> {
  return appendAudit(tx, { ...said, at: now, actor, ip: caller.ip, requestId: caller.requestId });
}
