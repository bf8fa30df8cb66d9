import { sql } from 'kysely';
import type { UserId } from '../kit/id.ts';
import { type WriteHandle, writeQuery } from './query.ts';
import type { Role, UserStatus } from './table/account-table.ts';
import type { UserRow } from './user-reader.ts';

const insert = writeQuery('user.insert', (db, a: UserRow) =>
  db
    .insertInto('users')
    .values({
      id: a.id,
      email: a.email,
      display_name: a.display_name,
      password_hash: a.password_hash,
      role: a.role,
      status: a.status,
      created_at: a.created_at,
      updated_at: a.updated_at,
    })
    .onConflict((c) => c.column('email').doNothing()),
);
/** Changes nothing, but whoever changes this person waits until the transaction ends. */
const hold = writeQuery('user.hold', (db, a: { id: UserId; passwordHash: string }) =>
  db
    .updateTable('users')
    .set({ updated_at: sql.ref('updated_at') })
    .where('id', '=', a.id)
    .where('status', '=', 'active')
    .where((eb) => eb(eb.fn.coalesce('password_hash', sql.lit('')), '=', a.passwordHash)),
);
const setName = writeQuery('user.set_name', (db, a: { id: UserId; name: string; now: number }) =>
  db.updateTable('users').set({ display_name: a.name, updated_at: a.now }).where('id', '=', a.id),
);
const setEmail = writeQuery('user.set_email', (db, a: { id: UserId; email: string; now: number }) =>
  db.updateTable('users').set({ email: a.email, updated_at: a.now }).where('id', '=', a.id),
);
const setPassword = writeQuery('user.set_password', (db, a: { id: UserId; passwordHash: string; now: number }) =>
  db.updateTable('users').set({ password_hash: a.passwordHash, updated_at: a.now }).where('id', '=', a.id),
);
/**
 * Changes nothing, but whoever does the same waits until this transaction ends. A row of its own: transactions that lock every admin's row come upon
 * them in different orders, and then wait for each other.
 */
const takeTurn = writeQuery('user.take_turn', (db) =>
  db
    .updateTable('instance_state')
    .set({ updated_at: sql.ref('updated_at') })
    .where('key', '=', 'change_of_admins'),
);
interface StandingArgs {
  id: UserId;
  /** Null: as it is. */
  role: Role | null;
  status: UserStatus | null;
  now: number;
}

/** Leaves an active admin, whatever it does: this one as it will be, or another one. */
const changeStanding = writeQuery('user.change_standing', (db, a: StandingArgs) => {
  const role = sql<Role>`coalesce(cast(${a.role} as text), role)`;
  const status = sql<UserStatus>`coalesce(cast(${a.status} as text), status)`;
  return db
    .updateTable('users')
    .set({ role, status, updated_at: a.now })
    .where('id', '=', a.id)
    .where((eb) =>
      eb.or([
        eb('role', '!=', 'admin'),
        eb('status', '!=', 'active'),
        eb.and([eb(role, '=', 'admin'), eb(status, '=', 'active')]),
        eb.exists(
          eb
            .selectFrom('users as other')
            .select('other.id')
            .where('other.role', '=', 'admin')
            .where('other.status', '=', 'active')
            .where('other.id', '!=', a.id),
        ),
      ]),
    );
});
const removeUnlessLastAdmin = writeQuery('user.remove_unless_last_admin', (db, a: { id: UserId }) =>
  db
    .deleteFrom('users')
    .where('id', '=', a.id)
    .where((eb) =>
      eb.or([
        eb('role', '!=', 'admin'),
        eb('status', '!=', 'active'),
        eb.exists(
          eb
            .selectFrom('users as other')
            .select('other.id')
            .where('other.role', '=', 'admin')
            .where('other.status', '=', 'active')
            .where('other.id', '!=', a.id),
        ),
      ]),
    ),
);

/** Without the row nobody would wait, and two admins could leave at once. */
async function waitForTurn(tx: WriteHandle): Promise<void> {
  if ((await tx.run(takeTurn, {})).changes !== 1) throw new Error('the row that admins wait at is missing');
}

export const userWriter = {
  /** Adds a person; false when the e-mail address is taken. */
  async insert(tx: WriteHandle, row: UserRow): Promise<boolean> {
    return (await tx.run(insert, row)).changes === 1;
  },
  /** Holds a person who may act and still has this password until the transaction ends; false when that is no longer so. */
  async hold(tx: WriteHandle, id: UserId, passwordHash: string | null): Promise<boolean> {
    return (await tx.run(hold, { id, passwordHash: passwordHash ?? '' })).changes === 1;
  },
  async setName(tx: WriteHandle, id: UserId, name: string, now: number): Promise<void> {
    await tx.run(setName, { id, name, now });
  },
  /**
   * @param email in lower case
   * @throws UniqueViolation when somebody else has it
   */
  async setEmail(tx: WriteHandle, id: UserId, email: string, now: number): Promise<void> {
    await tx.run(setEmail, { id, email, now });
  },
  async setPassword(tx: WriteHandle, id: UserId, passwordHash: string, now: number): Promise<void> {
    await tx.run(setPassword, { id, passwordHash, now });
  },
  /**
   * Deletes a person and everything that is theirs, and gives true; false when they are the last admin who can act, or gone. Of admins who leave at the
   * same moment, one stays.
   */
  async removeUnlessLastAdmin(tx: WriteHandle, id: UserId): Promise<boolean> {
    await waitForTurn(tx);
    return (await tx.run(removeUnlessLastAdmin, { id })).changes === 1;
  },
  /**
   * Gives a person another role or status, and true; false when nobody who can administrate would be left, or they are gone. Of admins who lose it at
   * the same moment, one stays.
   */
  async changeStanding(
    tx: WriteHandle,
    id: UserId,
    change: { role?: Role | undefined; status?: UserStatus | undefined },
    now: number,
  ): Promise<boolean> {
    await waitForTurn(tx);
    return (
      (await tx.run(changeStanding, { id, role: change.role ?? null, status: change.status ?? null, now })).changes ===
      1
    );
  },
};
