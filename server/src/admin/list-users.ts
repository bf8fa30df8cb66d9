import type { Clock } from '../kit/clock.ts';
import { adminUserReader } from '../store/admin-user-reader.ts';
import type { Store } from '../store/open.ts';
import { NEWEST_ID, type Page, readIdCursor, toPage } from '../store/page.ts';
import type { UserStatus } from '../store/table/account-table.ts';
import type { Act } from './act.ts';
import { type AdminUser, toAdminUser } from './admin-user.ts';
import { auditAct } from './audit-act.ts';

/** Everybody with an account, newest first; the look is audited. @throws AppError E1001 for a cursor that is none */
export async function listUsers(
  { store, clock }: { store: Store; clock: Clock },
  act: Act,
  wanted: { q?: string | undefined; status?: UserStatus | undefined; limit: number; cursor?: string | undefined },
): Promise<Page<AdminUser>> {
  const { q, status, limit, cursor } = wanted;
  const before = cursor === undefined ? NEWEST_ID : readIdCursor(cursor);
  return store.transact(async (tx) => {
    const rows = await adminUserReader.list(tx, { status, text: q }, { before, limit: limit + 1 });
    const page = toPage(rows, limit, toAdminUser);
    const details = { status: status ?? null, is_search: q !== undefined, count: page.items.length };
    await auditAct(tx, act, { action: 'user.list', target: null, details }, clock.now());
    return page;
  });
}
