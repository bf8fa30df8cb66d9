import { describe, expect, it } from 'vitest';
import { DIALECTS, openTestStore } from '../../test/database.ts';
import { createUser } from '../account/create-user.ts';
import { must } from '../kit/must.ts';
import { adminUserReader } from '../store/admin-user-reader.ts';
import { userWriter } from '../store/user-writer.ts';

const ROUNDS = 10;
const ADMINS = 5;

describe.each(DIALECTS)('of admins on %s', (dialect) => {
  it('one stays, of a hundred parallel tries to demote, disable and delete them all', async () => {
    await using store = await openTestStore(dialect);
    for (let round = 0; round < ROUNDS; round += 1) {
      const ids = await store.transact(async (tx) => {
        const users = [];
        for (let i = 0; i < ADMINS; i += 1) {
          const email = `admin-${round}-${i}@example.org`;
          users.push(await createUser(tx, { email, displayName: undefined, passwordHash: 'x', role: 'admin' }, 0));
        }
        return users.map((user) => must(user, 'a new admin').id);
      });
      await Promise.all(
        Array.from({ length: 100 }, (_, i) =>
          store.transact(async (tx) => {
            const id = must(ids[i % ADMINS], 'an admin');
            if (i % 3 === 0) return userWriter.removeUnlessLastAdmin(tx, id);
            return userWriter.changeStanding(tx, id, i % 3 === 1 ? { role: 'user' } : { status: 'disabled' }, 0);
          }),
        ),
      );
      const people = await adminUserReader.list(store.read, { status: 'active' }, { before: '~', limit: 1_000 });
      const admins = people.filter(({ role }) => role === 'admin');
      expect(admins).toHaveLength(1);
    }
  });
});
