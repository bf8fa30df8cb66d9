import { type Selectable, sql } from 'kysely';
import type { FileId, MessageId, UserId } from '../kit/id.ts';
import type { FileRow } from './file-reader.ts';
import { type WriteHandle, writeQuery } from './query.ts';
import type { FileTable } from './table/file-table.ts';

type NewFileRow = Selectable<FileTable>;

const insert = writeQuery('file.insert', (db, a: NewFileRow) =>
  db.insertInto('files').values({
    id: a.id,
    user_id: a.user_id,
    sha256: a.sha256,
    name: a.name,
    media_type: a.media_type,
    kind: a.kind,
    bytes: a.bytes,
    text: a.text,
    kept_until: a.kept_until,
    created_at: a.created_at,
  }),
);

/** Changes nothing; on Postgres whoever adds a file of the same person waits until the transaction ends. */
const takeTurn = writeQuery('file.take_turn', (db, a: { owner: UserId }) =>
  db
    .updateTable('users')
    .set({ updated_at: sql.ref('updated_at') })
    .where('id', '=', a.owner),
);

/** Whoever removes it waits for the row, and then sees that it is kept. */
const use = writeQuery('file.use', (db, a: { owner: UserId; id: FileId; keptUntil: number }) =>
  db
    .updateTable('files')
    .set({ kept_until: a.keptUntil })
    .where('id', '=', a.id)
    .where('user_id', '=', a.owner)
    .returning(['id', 'user_id', 'sha256', 'name', 'media_type', 'kind', 'bytes', 'created_at']),
);

interface AttachArgs {
  messageId: MessageId;
  position: number;
  fileId: FileId;
  owner: UserId;
}

const attach = writeQuery('file.attach', (db, a: AttachArgs) =>
  db.insertInto('message_files').values({
    message_id: a.messageId,
    position: a.position,
    file_id: a.fileId,
    user_id: a.owner,
  }),
);

const useAttached = writeQuery('file.use_attached', (db, a: { owner: UserId; from: MessageId; keptUntil: number }) =>
  db
    .updateTable('files')
    .set({ kept_until: a.keptUntil })
    .where('user_id', '=', a.owner)
    .where('id', 'in', (eb) => eb.selectFrom('message_files').select('file_id').where('message_id', '=', a.from)),
);

const copy = writeQuery('file.copy_attached', (db, a: { owner: UserId; from: MessageId; to: MessageId }) =>
  db
    .insertInto('message_files')
    .columns(['message_id', 'position', 'file_id', 'user_id'])
    .expression(
      db
        .selectFrom('message_files')
        .select((eb) => [
          sql<MessageId>`cast(${eb.val(a.to)} as text)`.as('message_id'),
          'position',
          'file_id',
          'user_id',
        ])
        .where('message_id', '=', a.from)
        .where('user_id', '=', a.owner),
    ),
);

const remove = writeQuery('file.delete', (db, a: { owner: UserId; id: FileId }) =>
  db.deleteFrom('files').where('id', '=', a.id).where('user_id', '=', a.owner),
);

const removeUnused = writeQuery('file.delete_unused', (db, a: { now: number; limit: number }) =>
  db
    .deleteFrom('files')
    // Outside the subquery too: who waited for a row that somebody put into a message must look again.
    .where('kept_until', '<', a.now)
    .where('id', 'in', (eb) =>
      eb
        .selectFrom('files')
        .select('files.id')
        .where('files.kept_until', '<', a.now)
        .where((e) =>
          e.not(
            e.exists(
              e
                .selectFrom('message_files')
                .select('message_files.file_id')
                .whereRef('message_files.file_id', '=', 'files.id'),
            ),
          ),
        )
        .limit(a.limit),
    ),
);

export const fileWriter = {
  async insert(tx: WriteHandle, row: NewFileRow): Promise<void> {
    await tx.run(insert, row);
  },
  /** Lets nobody else add a file of the same person until the transaction ends; tells whether the person is there. */
  async takeTurn(tx: WriteHandle, owner: UserId): Promise<boolean> {
    return (await tx.run(takeTurn, { owner })).changes === 1;
  },
  /** Keeps a file for a message of this transaction; undefined when it is not the owner's. */
  async use(tx: WriteHandle, args: { owner: UserId; id: FileId; keptUntil: number }): Promise<FileRow | undefined> {
    return (await tx.run(use, args)).rows[0];
  },
  /** Puts files into a message. */
  async attach(tx: WriteHandle, list: readonly AttachArgs[]): Promise<void> {
    await tx.runEach(attach, list);
  },
  /** Gives messages the files of others of the same owner, which they are copies of. @param keptUntil as for `use` */
  async copyAttached(
    tx: WriteHandle,
    list: readonly { owner: UserId; from: MessageId; to: MessageId }[],
    keptUntil: number,
  ): Promise<void> {
    await tx.runEach(
      useAttached,
      list.map(({ owner, from }) => ({ owner, from, keptUntil })),
    );
    await tx.runEach(copy, list);
  },
  /** Tells whether it was there. */
  async delete(tx: WriteHandle, owner: UserId, id: FileId): Promise<boolean> {
    return (await tx.run(remove, { owner, id })).changes === 1;
  },
  /** Deletes files that no message has or is about to have; gives how many, at most `limit`. */
  async removeUnused(tx: WriteHandle, now: number, limit: number): Promise<number> {
    return (await tx.run(removeUnused, { now, limit })).changes;
  },
};
