import type { Selectable } from 'kysely';
import type { OmiImportId } from '../kit/id.ts';
import { type WriteHandle, writeQuery } from './query.ts';
import type { OmiImportStatus, OmiImportTable } from './table/omi-table.ts';

type NewRow = Pick<Selectable<OmiImportTable>, 'id' | 'user_id' | 'link_id' | 'kind' | 'created_at'>;

const insert = writeQuery('omi_import.insert', (db, a: NewRow) =>
  db.insertInto('omi_imports').values({
    id: a.id,
    user_id: a.user_id,
    link_id: a.link_id,
    kind: a.kind,
    status: 'running',
    position: 0,
    imported: 0,
    skipped: 0,
    created_at: a.created_at,
    updated_at: a.created_at,
  }),
);

const advance = writeQuery('omi_import.advance', (db, a: { id: OmiImportId; from: number; to: number; now: number }) =>
  db
    .updateTable('omi_imports')
    .set({ position: a.to, updated_at: a.now })
    .where('id', '=', a.id)
    .where('status', '=', 'running')
    .where('position', '=', a.from),
);

const count = writeQuery('omi_import.count', (db, a: { id: OmiImportId; imported: number; skipped: number }) =>
  db
    .updateTable('omi_imports')
    .set((eb) => ({ imported: eb('imported', '+', a.imported), skipped: eb('skipped', '+', a.skipped) }))
    .where('id', '=', a.id),
);

interface End {
  id: OmiImportId;
  status: Exclude<OmiImportStatus, 'running'>;
  /** Why it failed. */
  error: string | null;
  now: number;
}

const end = writeQuery('omi_import.end', (db, a: End) =>
  db
    .updateTable('omi_imports')
    .set({ status: a.status, error: a.error, updated_at: a.now })
    .where('id', '=', a.id)
    .where('status', '=', 'running')
    .returningAll(),
);

export const omiImportWriter = {
  async insert(tx: WriteHandle, row: NewRow): Promise<void> {
    await tx.run(insert, row);
  },
  /** Takes the page at `from` for this transaction; false when the import has ended, or somebody else took that page. */
  async advance(tx: WriteHandle, id: OmiImportId, from: number, to: number, now: number): Promise<boolean> {
    return (await tx.run(advance, { id, from, to, now })).changes === 1;
  },
  async count(tx: WriteHandle, id: OmiImportId, counts: { imported: number; skipped: number }): Promise<void> {
    await tx.run(count, { id, ...counts });
  },
  /** Ends a running import and gives it; undefined when it has ended before. */
  async end(tx: WriteHandle, how: End): Promise<Selectable<OmiImportTable> | undefined> {
    return (await tx.run(end, how)).rows[0];
  },
};
