import type { Selectable } from 'kysely';
import type { LinkId, OmiImportId, UserId } from '../kit/id.ts';
import { type ReadHandle, readQuery } from './query.ts';
import type { OmiImportKind, OmiImportTable } from './table/omi-table.ts';

/** An import, and the Omi user it reads from. */
export type OmiImportRow = Selectable<OmiImportTable> & { omi_user_id: string };

const find = readQuery('omi_import.find', (db, a: { owner: UserId; id: OmiImportId }) =>
  db
    .selectFrom('omi_imports')
    .innerJoin('omi_links', 'omi_links.id', 'omi_imports.link_id')
    .selectAll('omi_imports')
    .select('omi_links.omi_user_id')
    .where('omi_imports.id', '=', a.id)
    .where('omi_imports.user_id', '=', a.owner),
);

const list = readQuery('omi_import.list', (db, a: { owner: UserId; before: string; limit: number }) =>
  db
    .selectFrom('omi_imports')
    .innerJoin('omi_links', 'omi_links.id', 'omi_imports.link_id')
    .selectAll('omi_imports')
    .select('omi_links.omi_user_id')
    .where('omi_imports.user_id', '=', a.owner)
    .where('omi_imports.id', '<', a.before as OmiImportId)
    .orderBy('omi_imports.id', 'desc')
    .limit(a.limit),
);

const findRunning = readQuery('omi_import.find_running', (db, a: { linkId: LinkId; kind: OmiImportKind }) =>
  db
    .selectFrom('omi_imports')
    .select('id')
    .where('link_id', '=', a.linkId)
    .where('kind', '=', a.kind)
    .where('status', '=', 'running'),
);

export const omiImportReader = {
  find(db: ReadHandle, owner: UserId, id: OmiImportId): Promise<OmiImportRow | undefined> {
    return db.first(find, { owner, id });
  },
  /** Newest first, from the one after `before` on. */
  list(db: ReadHandle, owner: UserId, before: string, limit: number): Promise<OmiImportRow[]> {
    return db.all(list, { owner, before, limit });
  },
  async hasRunning(db: ReadHandle, linkId: LinkId, kind: OmiImportKind): Promise<boolean> {
    return (await db.first(findRunning, { linkId, kind })) !== undefined;
  },
};
