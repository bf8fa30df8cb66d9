import { z } from 'zod';
import { toIso } from '../kit/clock.ts';
import { limitsChangeSchema } from '../quota/limits-change.ts';
import type { ListedInviteRow } from '../store/invite-reader.ts';

/** An invite as an admin reads it; its code is shown when it is made and never again. */
export const inviteSchema = z
  .object({
    id: z.string(),
    role: z.enum(['user', 'admin']),
    email: z.string().nullable().describe('The only address that may use it; null for any.'),
    max_uses: z.number().int(),
    uses: z.number().int(),
    quota: limitsChangeSchema.nullable().describe('The limits of who comes by it; null for those of the role.'),
    status: z.enum(['open', 'used', 'expired']),
    expires_at: z.iso.datetime().nullable(),
    created_by: z.string().nullable(),
    created_at: z.iso.datetime(),
  })
  .meta({ id: 'Invite' });

export type Invite = z.infer<typeof inviteSchema>;

export function toInvite(row: ListedInviteRow, now: number): Invite {
  return {
    id: row.id,
    role: row.role,
    email: row.email,
    max_uses: row.max_uses,
    uses: row.uses,
    quota: row.quota === null ? null : limitsChangeSchema.parse(JSON.parse(row.quota)),
    status: row.uses >= row.max_uses ? 'used' : row.expires_at !== null && row.expires_at <= now ? 'expired' : 'open',
    expires_at: row.expires_at === null ? null : toIso(row.expires_at),
    created_by: row.created_by,
    created_at: toIso(row.created_at),
  };
}
