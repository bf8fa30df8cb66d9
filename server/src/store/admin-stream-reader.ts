import type { RunId } from '../kit/id.ts';
import { type ReadHandle, readQuery } from './query.ts';
import type { RunRow } from './run-reader.ts';
import { STREAMING } from './streaming.ts';

/** A running answer of anybody's. */
export type AdminStreamRow = Pick<
  RunRow,
  'id' | 'user_id' | 'conversation_id' | 'message_id' | 'provider' | 'model' | 'owner' | 'started_at'
>;

const COLUMNS = ['id', 'user_id', 'conversation_id', 'message_id', 'provider', 'model', 'owner', 'started_at'] as const;

const list = readQuery('admin_stream.list', (db, a: { before: string; limit: number }) =>
  db
    .selectFrom('runs')
    .select(COLUMNS)
    .where('status', '=', STREAMING)
    .where('id', '<', a.before as RunId)
    .orderBy('id', 'desc')
    .limit(a.limit),
);
const find = readQuery('admin_stream.find', (db, a: { id: RunId }) =>
  db.selectFrom('runs').select(COLUMNS).where('id', '=', a.id),
);

export const adminStreamReader = {
  /** Running answers, newest first. @param page `before` is the id that it begins after */
  list(db: ReadHandle, page: { before: string; limit: number }): Promise<AdminStreamRow[]> {
    return db.all(list, page);
  },
  find(db: ReadHandle, id: RunId): Promise<AdminStreamRow | undefined> {
    return db.first(find, { id });
  },
};
