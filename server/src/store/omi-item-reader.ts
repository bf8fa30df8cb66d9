import type { Selectable } from 'kysely';
import type { UserId } from '../kit/id.ts';
import { type ReadHandle, readQuery } from './query.ts';
import type { OmiItemKind, OmiItemTable } from './table/omi-table.ts';

type OmiItemRow = Selectable<OmiItemTable>;

const find = readQuery('omi_item.find', (db, a: { owner: UserId; kind: OmiItemKind; omiId: string }) =>
  db
    .selectFrom('omi_items')
    .selectAll()
    .where('user_id', '=', a.owner)
    .where('kind', '=', a.kind)
    .where('omi_id', '=', a.omiId),
);

export const omiItemReader = {
  /** What was taken over of a thing of Omi's, whether or not it is still here. */
  find(db: ReadHandle, owner: UserId, kind: OmiItemKind, omiId: string): Promise<OmiItemRow | undefined> {
    return db.first(find, { owner, kind, omiId });
  },
};
