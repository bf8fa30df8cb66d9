import type { Clock } from '../kit/clock.ts';
import { adminStreamReader } from '../store/admin-stream-reader.ts';
import type { Store } from '../store/open.ts';
import { NEWEST_ID, type Page, readIdCursor, toPage } from '../store/page.ts';
import type { Act } from './act.ts';
import { auditAct } from './audit-act.ts';
import { type AdminStream, toAdminStream } from './stream.ts';

/** Everybody's running answers on every instance, newest first; the look is audited. @throws AppError E1001 for a cursor that is none */
export async function listStreams(
  { store, clock }: { store: Store; clock: Clock },
  act: Act,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<Page<AdminStream>> {
  const before = cursor === undefined ? NEWEST_ID : readIdCursor(cursor);
  return store.transact(async (tx) => {
    const rows = await adminStreamReader.list(tx, { before, limit: limit + 1 });
    const page = toPage(rows, limit, toAdminStream);
    const details = { count: page.items.length };
    await auditAct(tx, act, { action: 'stream.list', target: null, details }, clock.now());
    return page;
  });
}
