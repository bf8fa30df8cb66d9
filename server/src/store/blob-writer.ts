import { type WriteHandle, writeQuery } from './query.ts';

interface ClaimArgs {
  sha256: string;
  /** Under which it is to lie, if it does not lie there yet. */
  key: string;
  bytes: number;
  keptUntil: number;
}

const claim = writeQuery('blob.claim', (db, a: ClaimArgs) =>
  db
    .insertInto('blobs')
    .values({ sha256: a.sha256, key: a.key, bytes: a.bytes, kept_until: a.keptUntil })
    .onConflict((c) => c.column('sha256').doUpdateSet((eb) => ({ kept_until: eb.ref('excluded.kept_until') })))
    .returning('key'),
);

/** Whoever removes it waits for the row, and then sees that it is kept. */
const hold = writeQuery('blob.hold', (db, a: { sha256: string; key: string; keptUntil: number }) =>
  db.updateTable('blobs').set({ kept_until: a.keptUntil }).where('sha256', '=', a.sha256).where('key', '=', a.key),
);

const remove = writeQuery('blob.delete_ended', (db, a: { sha256: string; now: number }) =>
  db
    .deleteFrom('blobs')
    .where('sha256', '=', a.sha256)
    .where('kept_until', '<', a.now)
    .where((eb) =>
      eb.not(eb.exists(eb.selectFrom('files').select('files.id').whereRef('files.sha256', '=', 'blobs.sha256'))),
    ),
);

export const blobWriter = {
  /** Says that a content is about to be there; gives the key under which it lies or is to lie. */
  async claim(tx: WriteHandle, args: ClaimArgs): Promise<string> {
    const { rows } = await tx.run(claim, args);
    return rows[0]?.key ?? args.key;
  },
  /** Keeps a claimed content for a file that is made in this transaction; tells whether it is still there. */
  async hold(tx: WriteHandle, args: { sha256: string; key: string; keptUntil: number }): Promise<boolean> {
    return (await tx.run(hold, args)).changes === 1;
  },
  /** Forgets a content if still nobody has it or is about to; tells whether it did. */
  async removeEnded(tx: WriteHandle, sha256: string, now: number): Promise<boolean> {
    return (await tx.run(remove, { sha256, now })).changes === 1;
  },
};
