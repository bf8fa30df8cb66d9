import { z } from 'zod';
import { toIso } from '../kit/clock.ts';
import type { AuditRow } from '../store/audit-reader.ts';

/** An entry of the audit log as people read it. */
export const auditItemSchema = z
  .object({
    seq: z.number().int().describe('Its number in the chain, without a gap.'),
    id: z.string(),
    at: z.iso.datetime(),
    actor_id: z.string().nullable().describe('Who did it; null where nobody was signed in.'),
    action: z.string().describe('`noun.verb`, for example `session.login`.'),
    target: z.object({ type: z.string(), id: z.string() }).nullable(),
    ip: z.string().nullable(),
    request_id: z.string().nullable(),
    details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
    hash: z.string().describe('SHA-256 over the entry and the hash before it.'),
  })
  .meta({ id: 'AuditEntry' });

export type AuditItem = z.infer<typeof auditItemSchema>;

export function toAuditItem(row: AuditRow): AuditItem {
  return {
    seq: row.seq,
    id: row.id,
    at: toIso(row.at),
    actor_id: row.actor_user_id,
    action: row.action,
    target: row.target_type === null || row.target_id === null ? null : { type: row.target_type, id: row.target_id },
    ip: row.ip,
    request_id: row.request_id,
    details: JSON.parse(row.details),
    hash: row.hash,
  };
}
