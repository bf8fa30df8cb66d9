import { z } from 'zod';
import { AppError } from '../errors.ts';
import { type Clock, toIso } from '../kit/clock.ts';
import type { UserId } from '../kit/id.ts';
import type { Store } from '../store/open.ts';
import { sessionReader } from '../store/session-reader.ts';
import { userReader } from '../store/user-reader.ts';
import type { Act } from './act.ts';
import { auditAct } from './audit-act.ts';

/** A session of somebody: nothing in it opens anything. */
export const userSessionSchema = z
  .object({
    id: z.string(),
    created_at: z.iso.datetime(),
    last_seen_at: z.iso.datetime(),
    ip: z.string(),
    user_agent: z.string(),
  })
  .meta({ id: 'UserSession' });

/** A person's sessions, newest first; the look is audited. @throws AppError E1002 */
export async function listUserSessions(
  { store, clock }: { store: Store; clock: Clock },
  act: Act,
  id: UserId,
): Promise<z.infer<typeof userSessionSchema>[]> {
  return store.transact(async (tx) => {
    const now = clock.now();
    if (!(await userReader.findById(tx, id))) throw new AppError('E1002');
    const rows = await sessionReader.list(tx, id, now);
    await auditAct(tx, act, { action: 'user.list_sessions', target: { type: 'user', id } }, now);
    return rows.map((row) => ({
      ...row,
      created_at: toIso(row.created_at),
      last_seen_at: toIso(row.last_seen_at),
    }));
  });
}
