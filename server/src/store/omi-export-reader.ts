import type { Selectable } from 'kysely';
import type { UserId } from '../kit/id.ts';
import { type ReadHandle, readQuery } from './query.ts';
import type { OmiExportKind, OmiExportTable } from './table/omi-table.ts';

/** What tells one thing that we create at Omi from every other. */
export interface OmiExportKey {
  owner: UserId;
  kind: OmiExportKind;
  startedAt: number;
}

const find = readQuery('omi_export.find', (db, a: OmiExportKey) =>
  db
    .selectFrom('omi_exports')
    .selectAll()
    .where('user_id', '=', a.owner)
    .where('kind', '=', a.kind)
    .where('started_at', '=', a.startedAt),
);

export const omiExportReader = {
  find(db: ReadHandle, key: OmiExportKey): Promise<Selectable<OmiExportTable> | undefined> {
    return db.first(find, key);
  },
};
