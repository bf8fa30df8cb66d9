import type { Selectable } from 'kysely';
import { type WriteHandle, writeQuery } from './query.ts';
import type { InviteTable } from './table/account-table.ts';

export type InviteRow = Selectable<InviteTable>;

const insert = writeQuery('invite.insert', (db, a: Omit<InviteRow, 'uses'>) =>
  db.insertInto('invites').values({
    id: a.id,
    code_hash: a.code_hash,
    role: a.role,
    email: a.email,
    max_uses: a.max_uses,
    uses: 0,
    quota: a.quota,
    expires_at: a.expires_at,
    created_by: a.created_by,
    created_at: a.created_at,
  }),
);

/** Counts the use only while one is left, in one statement: however many try at once, no more than `max_uses` succeed. */
const redeem = writeQuery('invite.redeem', (db, a: { codeHash: string; email: string; now: number }) =>
  db
    .updateTable('invites')
    .set((eb) => ({ uses: eb('uses', '+', 1) }))
    .where('code_hash', '=', a.codeHash)
    .whereRef('uses', '<', 'max_uses')
    .where((eb) => eb.or([eb('expires_at', 'is', null), eb('expires_at', '>', a.now)]))
    .where((eb) => eb.or([eb('email', 'is', null), eb('email', '=', a.email)]))
    .returning(['id', 'role', 'quota']),
);

const remove = writeQuery('invite.remove', (db, a: { id: string }) => db.deleteFrom('invites').where('id', '=', a.id));

export const inviteWriter = {
  async insert(tx: WriteHandle, row: Omit<InviteRow, 'uses'>): Promise<void> {
    await tx.run(insert, row);
  },
  /** Takes one use of an invite for this person, or gives undefined when there is none to take. */
  async redeem(tx: WriteHandle, codeHash: string, email: string, now: number) {
    return (await tx.run(redeem, { codeHash, email, now })).rows[0];
  },
  /** Ends an invite; false when there is none. Who came by it stays. */
  async remove(tx: WriteHandle, id: string): Promise<boolean> {
    return (await tx.run(remove, { id })).changes === 1;
  },
};
