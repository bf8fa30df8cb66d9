import { type ReadHandle, readQuery } from './query.ts';

const listEnded = readQuery('blob.list_ended', (db, a: { now: number; limit: number }) =>
  db
    .selectFrom('blobs')
    .select(['sha256', 'key'])
    .where('kept_until', '<', a.now)
    .where((eb) =>
      eb.not(eb.exists(eb.selectFrom('files').select('files.id').whereRef('files.sha256', '=', 'blobs.sha256'))),
    )
    .limit(a.limit),
);

const findKey = readQuery('blob.find_key', (db, a: { sha256: string }) =>
  db.selectFrom('blobs').select('key').where('sha256', '=', a.sha256),
);

export const blobReader = {
  /** Under which a content lies; undefined where it is not. */
  async findKey(db: ReadHandle, sha256: string): Promise<string | undefined> {
    return (await db.first(findKey, { sha256 }))?.key;
  },
  /** Contents that nobody has or is about to have. */
  listEnded(db: ReadHandle, now: number, limit: number): Promise<{ sha256: string; key: string }[]> {
    return db.all(listEnded, { now, limit });
  },
};
