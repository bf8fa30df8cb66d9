import type { Selectable } from 'kysely';
import type { FileId, MessageId, UserId } from '../kit/id.ts';
import { type ReadHandle, readQuery } from './query.ts';
import type { FileTable } from './table/file-table.ts';

/** A file as lists show it. */
export type FileRow = Omit<Selectable<FileTable>, 'text' | 'kept_until'>;

/** A file with the key of its content. */
export type StoredFileRow = FileRow & { key: string };

/** A file of a message, with what a model reads of it. */
export type AttachedFileRow = StoredFileRow & { text: string | null };

const COLUMNS = [
  'files.id',
  'files.user_id',
  'files.sha256',
  'files.name',
  'files.media_type',
  'files.kind',
  'files.bytes',
  'files.created_at',
] as const;

const find = readQuery('file.find', (db, a: { owner: UserId; id: FileId }) =>
  db
    .selectFrom('files')
    .innerJoin('blobs', 'blobs.sha256', 'files.sha256')
    .select([...COLUMNS, 'blobs.key'])
    .where('files.id', '=', a.id)
    .where('files.user_id', '=', a.owner),
);

const list = readQuery('file.list', (db, a: { owner: UserId; before: string; limit: number }) =>
  db
    .selectFrom('files')
    .select(COLUMNS)
    .where('user_id', '=', a.owner)
    .where('id', '<', a.before as FileId)
    .orderBy('id', 'desc')
    .limit(a.limit),
);

const ofMessage = readQuery('file.of_message', (db, a: { owner: UserId; messageId: MessageId }) =>
  db
    .selectFrom('message_files')
    .innerJoin('files', 'files.id', 'message_files.file_id')
    .innerJoin('blobs', 'blobs.sha256', 'files.sha256')
    .select([...COLUMNS, 'files.text', 'blobs.key'])
    .where('message_files.message_id', '=', a.messageId)
    .where('message_files.user_id', '=', a.owner)
    .orderBy('message_files.position'),
);

const used = readQuery('file.used', (db, a: { owner: UserId }) =>
  db
    .selectFrom('files')
    .select((eb) => [
      eb.fn.countAll<number>().as('files'),
      eb.cast<number>(eb.fn.coalesce(eb.fn.sum('bytes'), eb.lit(0)), 'bigint').as('bytes'),
    ])
    .where('user_id', '=', a.owner),
);

export const fileReader = {
  find(db: ReadHandle, owner: UserId, id: FileId): Promise<StoredFileRow | undefined> {
    return db.first(find, { owner, id });
  },
  /** Newest first, those with ids smaller than `before`. */
  list(db: ReadHandle, owner: UserId, page: { before: string; limit: number }): Promise<FileRow[]> {
    return db.all(list, { owner, ...page });
  },
  /** The files of a message, in its order. */
  ofMessage(db: ReadHandle, owner: UserId, messageId: MessageId): Promise<AttachedFileRow[]> {
    return db.all(ofMessage, { owner, messageId });
  },
  /** How many files a person has, and their bytes; a content they have twice counts twice. */
  async used(db: ReadHandle, owner: UserId): Promise<{ files: number; bytes: number }> {
    return (await db.first(used, { owner })) ?? { files: 0, bytes: 0 };
  },
};
