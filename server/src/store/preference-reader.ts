import type { Selectable } from 'kysely';
import type { UserId } from '../kit/id.ts';
import { type ReadHandle, readQuery } from './query.ts';
import type { PreferenceTable } from './table/context-table.ts';

export type PreferenceRow = Selectable<PreferenceTable>;

const find = readQuery('preference.find', (db, a: { owner: UserId }) =>
  db.selectFrom('preferences').selectAll().where('user_id', '=', a.owner),
);

export const preferenceReader = {
  /** Undefined for a person who never changed any. */
  find(db: ReadHandle, owner: UserId): Promise<PreferenceRow | undefined> {
    return db.first(find, { owner });
  },
};
