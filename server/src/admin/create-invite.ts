import { createHmac } from 'node:crypto';
import type { z } from 'zod';
import { AppError } from '../errors.ts';
import { createId, hashSecret } from '../kit/id.ts';
import type { limitsChangeSchema } from '../quota/limits-change.ts';
import { inviteWriter } from '../store/invite-writer.ts';
import type { WriteHandle } from '../store/query.ts';
import type { Role } from '../store/table/account-table.ts';
import type { Act } from './act.ts';
import { auditAct } from './audit-act.ts';
import { type Invite, toInvite } from './invite.ts';

interface NewInvite {
  role: Role;
  /** Who alone may use it; null for anybody. */
  email: string | null;
  maxUses: number;
  /** Milliseconds since 1970; null for never. */
  expiresAt: number | null;
  /** Null for the limits of the role. */
  quota: z.infer<typeof limitsChangeSchema> | null;
}

/**
 * The code of an invite: 256 bits that follow from its id and the server's secret, so that a repeated request can be answered alike without the
 * code being kept anywhere.
 */
export function inviteCodeOf(secret: string, id: string): string {
  return createHmac('sha256', secret).update(`invite:${id}`).digest('base64url');
}

/** Makes an invite; audited. @throws AppError E1001 when it would end before it begins */
export async function createInvite(
  tx: WriteHandle,
  secret: string,
  act: Act,
  wanted: NewInvite,
  now: number,
): Promise<Invite> {
  if (wanted.expiresAt !== null && wanted.expiresAt <= now) {
    throw new AppError('E1001', 'The invite would end before it begins. Choose a later time.', {
      details: [{ field: 'expires_at' }],
    });
  }
  const id = createId<string>();
  const row = {
    id,
    role: wanted.role,
    email: wanted.email?.toLowerCase() ?? null,
    max_uses: wanted.maxUses,
    quota: wanted.quota && JSON.stringify(wanted.quota),
    expires_at: wanted.expiresAt,
    created_by: act.actor,
    created_at: now,
  };
  await inviteWriter.insert(tx, { ...row, code_hash: hashSecret(inviteCodeOf(secret, id)) });
  const details = { role: row.role, max_uses: row.max_uses, is_personal: row.email !== null };
  await auditAct(tx, act, { action: 'invite.create', target: { type: 'invite', id }, details }, now);
  return toInvite({ ...row, uses: 0 }, now);
}
