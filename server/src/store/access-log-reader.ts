import type { UserId } from '../kit/id.ts';
import { type ReadHandle, readQuery } from './query.ts';

interface Args {
  userId: UserId;
  before: number;
  limit: number;
}

const list = readQuery('access_log.list', (db, a: Args) =>
  db
    .selectFrom('audit_log')
    .leftJoin('users', 'users.id', 'audit_log.actor_user_id')
    .select([
      'audit_log.seq',
      'audit_log.id',
      'audit_log.at',
      'audit_log.actor_user_id',
      'audit_log.action',
      'audit_log.ip',
      'audit_log.details',
      'users.display_name as actor_name',
    ])
    .where('audit_log.seq', '<', a.before)
    .where((eb) => eb.or([eb('audit_log.actor_user_id', '=', a.userId), eb('audit_log.target_id', '=', a.userId)]))
    .orderBy('audit_log.seq', 'desc')
    .limit(a.limit),
);

export interface AccessRow {
  seq: number;
  id: string;
  at: number;
  actor_user_id: string | null;
  action: string;
  ip: string | null;
  details: string;
  actor_name: string | null;
}

export const accessLogReader = {
  /** What a person did, or others did to their account, newest first, from before the entry of that number. */
  list(db: ReadHandle, userId: UserId, before: number, limit: number): Promise<AccessRow[]> {
    return db.all(list, { userId, before, limit });
  },
};
