import { AppError } from '../errors.ts';
import type { Clock } from '../kit/clock.ts';
import type { UserId } from '../kit/id.ts';
import { adminUserReader } from '../store/admin-user-reader.ts';
import type { Store } from '../store/open.ts';
import type { ReadHandle } from '../store/query.ts';
import type { Act } from './act.ts';
import { type AdminUserDetail, toAdminUser } from './admin-user.ts';
import { auditAct } from './audit-act.ts';

/** One person, with how much is theirs; the look is audited. @throws AppError E1002 */
export async function getUser(
  { store, clock }: { store: Store; clock: Clock },
  act: Act,
  id: UserId,
): Promise<AdminUserDetail> {
  return store.transact(async (tx) => {
    const user = await readUser(tx, id);
    await auditAct(tx, act, { action: 'user.read', target: { type: 'user', id } }, clock.now());
    return user;
  });
}

/** @throws AppError E1002 */
export async function readUser(db: ReadHandle, id: UserId): Promise<AdminUserDetail> {
  const row = await adminUserReader.find(db, id);
  if (!row) throw new AppError('E1002');
  const { conversations, messages, omi_links } = row;
  return {
    ...toAdminUser(row),
    conversations: conversations ?? 0,
    messages: messages ?? 0,
    omi_links: omi_links ?? 0,
  };
}
