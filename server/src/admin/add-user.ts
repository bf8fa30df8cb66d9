import { createUser } from '../account/create-user.ts';
import { AppError } from '../errors.ts';
import type { Clock } from '../kit/clock.ts';
import type { Store } from '../store/open.ts';
import type { Role } from '../store/table/account-table.ts';
import type { Act } from './act.ts';
import type { AdminUserDetail } from './admin-user.ts';
import { auditAct } from './audit-act.ts';
import { readUser } from './get-user.ts';

interface NewPerson {
  email: string;
  displayName: string | undefined;
  role: Role;
  passwordHash: string;
}

/** Makes an account for somebody, whatever the policy of registration; audited. @throws AppError E1003 when the address is taken */
export async function addUser(
  { store, clock }: { store: Store; clock: Clock },
  act: Act,
  person: NewPerson,
): Promise<AdminUserDetail> {
  return store.transact(async (tx) => {
    const now = clock.now();
    const user = await createUser(tx, person, now);
    if (!user) throw new AppError('E1003', 'This e-mail address has an account already.');
    const target = { type: 'user', id: user.id };
    const added = await readUser(tx, user.id);
    await auditAct(tx, act, { action: 'user.create', target, details: { role: person.role } }, now);
    return added;
  });
}
