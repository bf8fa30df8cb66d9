import type { Selectable } from 'kysely';
import type { UserId } from '../kit/id.ts';
import { type ReadHandle, readQuery } from './query.ts';
import type { OmiExportTable } from './schema.ts';

const find = readQuery('omi_export.find', (db, a: { owner: UserId; startedAt: number }) =>
  db.selectFrom('omi_exports').selectAll().where('user_id', '=', a.owner).where('started_at', '=', a.startedAt),
);

export const omiExportReader = {
  /** The conversation that we created at Omi with this start. */
  find(db: ReadHandle, owner: UserId, startedAt: number): Promise<Selectable<OmiExportTable> | undefined> {
    return db.first(find, { owner, startedAt });
  },
};
