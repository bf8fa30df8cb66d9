import type { OmiExportKey } from './omi-export-reader.ts';
import { type WriteHandle, writeQuery } from './query.ts';

const insert = writeQuery('omi_export.insert', (db, a: OmiExportKey & { now: number }) =>
  db
    .insertInto('omi_exports')
    .values({ user_id: a.owner, kind: a.kind, started_at: a.startedAt, created_at: a.now })
    .onConflict((c) => c.columns(['user_id', 'kind', 'started_at']).doNothing()),
);

const beginSending = writeQuery(
  'omi_export.begin_sending',
  (db, a: OmiExportKey & { now: number; staleBefore: number }) =>
    db
      .updateTable('omi_exports')
      .set({ sent_at: a.now })
      .where('user_id', '=', a.owner)
      .where('kind', '=', a.kind)
      .where('started_at', '=', a.startedAt)
      .where('confirmed_at', 'is', null)
      .where((eb) => eb.or([eb('sent_at', 'is', null), eb('sent_at', '<=', a.staleBefore)])),
);

const takeBack = writeQuery('omi_export.take_back', (db, a: OmiExportKey) =>
  db
    .updateTable('omi_exports')
    .set({ sent_at: null })
    .where('user_id', '=', a.owner)
    .where('kind', '=', a.kind)
    .where('started_at', '=', a.startedAt),
);

const confirm = writeQuery('omi_export.confirm', (db, a: OmiExportKey & { now: number }) =>
  db
    .updateTable('omi_exports')
    .set({ confirmed_at: a.now })
    .where('user_id', '=', a.owner)
    .where('kind', '=', a.kind)
    .where('started_at', '=', a.startedAt)
    .where('confirmed_at', 'is', null),
);

export const omiExportWriter = {
  /** Takes a start for what is to be created; false when the person has one of this kind with that start. */
  async insert(tx: WriteHandle, key: OmiExportKey, now: number): Promise<boolean> {
    return (await tx.run(insert, { ...key, now })).changes === 1;
  },
  /** Notes that it is being sent; false when it is there, or a call that began after `staleBefore` may still be under way. */
  async beginSending(tx: WriteHandle, key: OmiExportKey, now: number, staleBefore: number): Promise<boolean> {
    return (await tx.run(beginSending, { ...key, now, staleBefore })).changes === 1;
  },
  /** Notes that the call had no effect. */
  async takeBack(tx: WriteHandle, key: OmiExportKey): Promise<void> {
    await tx.run(takeBack, key);
  },
  /** Notes that Omi has it. */
  async confirm(tx: WriteHandle, key: OmiExportKey, now: number): Promise<void> {
    await tx.run(confirm, { ...key, now });
  },
};
