import type { InviteRow } from './invite-writer.ts';
import { type ReadHandle, readQuery } from './query.ts';

const findUsable = readQuery('invite.find_usable', (db, a: { codeHash: string; email: string; now: number }) =>
  db
    .selectFrom('invites')
    .select('id')
    .where('code_hash', '=', a.codeHash)
    .whereRef('uses', '<', 'max_uses')
    .where((eb) => eb.or([eb('expires_at', 'is', null), eb('expires_at', '>', a.now)]))
    .where((eb) => eb.or([eb('email', 'is', null), eb('email', '=', a.email)])),
);

/** An invite as a list shows it. */
export type ListedInviteRow = Omit<InviteRow, 'code_hash'>;

const list = readQuery('invite.list', (db, a: { before: string; limit: number }) =>
  db
    .selectFrom('invites')
    .select(['id', 'role', 'email', 'max_uses', 'uses', 'quota', 'expires_at', 'created_by', 'created_at'])
    .where('id', '<', a.before)
    .orderBy('id', 'desc')
    .limit(a.limit),
);

export const inviteReader = {
  /** Whether this person could use the invite at this moment; only `inviteWriter.redeem` decides. */
  async isUsable(db: ReadHandle, codeHash: string, email: string, now: number): Promise<boolean> {
    return (await db.first(findUsable, { codeHash, email, now })) !== undefined;
  },
  /** Newest first. @param page `before` is the id that it begins after */
  list(db: ReadHandle, page: { before: string; limit: number }): Promise<ListedInviteRow[]> {
    return db.all(list, page);
  },
};
