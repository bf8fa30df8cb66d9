import { appendAudit } from '../audit/append-audit.ts';
import type { Config } from '../config.ts';
import type { Clock } from '../kit/clock.ts';
import type { Store } from '../store/open.ts';
import { userReader } from '../store/user-reader.ts';
import { createUser } from './create-user.ts';
import type { PasswordHasher } from './password-hasher.ts';
import { setupToken } from './setup-token.ts';

interface SetupParts {
  store: Store;
  clock: Clock;
  passwords: PasswordHasher;
  /** The first admin to create without asking anybody. */
  admin: Config['admin'];
}

/**
 * Sees to the first admin at the start. Where nobody has an account, it creates the configured admin, or else gives the new setup token to
 * print; where somebody has one, it gives undefined and no token works any more.
 */
export async function prepareSetup({ store, clock, passwords, admin }: SetupParts): Promise<string | undefined> {
  const passwordHash =
    admin && !(await userReader.existsAny(store.read)) ? await passwords.hash(admin.password) : undefined;
  return store.transact(async (tx) => {
    const now = clock.now();
    const isNew = !(await userReader.existsAny(tx));
    if (isNew && !(admin && passwordHash)) return setupToken.renew(tx, now);
    await setupToken.forget(tx);
    if (!isNew || !admin || !passwordHash) return undefined;
    const user = await createUser(tx, { email: admin.email, displayName: undefined, passwordHash, role: 'admin' }, now);
    if (user) {
      const target = { type: 'user', id: user.id };
      await appendAudit(tx, { at: now, actor: null, action: 'account.setup', target, ip: null, requestId: null });
    }
    return undefined;
  });
}
