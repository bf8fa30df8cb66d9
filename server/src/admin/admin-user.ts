import { z } from 'zod';
import { toIso } from '../kit/clock.ts';
import type { AdminUserRow } from '../store/admin-user-reader.ts';

/** A person as an admin sees them: who they are, never what they wrote. */
export const adminUserSchema = z
  .object({
    id: z.string(),
    email: z.string(),
    display_name: z.string(),
    role: z.enum(['user', 'admin']),
    status: z.enum(['active', 'disabled']),
    created_at: z.iso.datetime(),
    last_seen_at: z.iso.datetime().nullable().describe('By the sessions they have; null where they have none.'),
  })
  .meta({ id: 'AdminUser' });

export type AdminUser = z.infer<typeof adminUserSchema>;

export function toAdminUser(row: AdminUserRow): AdminUser {
  return {
    id: row.id,
    email: row.email,
    display_name: row.display_name,
    role: row.role,
    status: row.status,
    created_at: toIso(row.created_at),
    last_seen_at: row.last_seen_at === null ? null : toIso(row.last_seen_at),
  };
}

/** One person, with how much is theirs. */
export const adminUserDetailSchema = adminUserSchema
  .extend({ conversations: z.number().int(), messages: z.number().int(), omi_links: z.number().int() })
  .meta({ id: 'AdminUserDetail' });

export type AdminUserDetail = z.infer<typeof adminUserDetailSchema>;
