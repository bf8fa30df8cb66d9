import type { Limits } from '../quota/limit-fields.tsx';

/** What is filled in for a new invite. */
export interface InviteDraft {
  role: 'user' | 'admin';
  /** Empty: anybody may use it. */
  email: string;
  maxUses: number;
  /** null: it never ends by itself. */
  days: number | null;
  quota: Limits;
}

export const EMPTY_INVITE: InviteDraft = { role: 'user', email: '', maxUses: 1, days: 7, quota: {} };

const DAY_MS = 86_400_000;

export function toInviteBody({ role, email, maxUses, days, quota }: InviteDraft, nowMs: number) {
  const address = email.trim();
  return {
    role,
    max_uses: maxUses,
    ...(address !== '' && { email: address }),
    ...(days !== null && { expires_at: new Date(nowMs + days * DAY_MS).toISOString() }),
    ...(Object.keys(quota).length > 0 && { quota }),
  };
}
