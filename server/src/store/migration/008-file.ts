import type { Kysely } from 'kysely';

/** Files that people send along with messages, and the contents behind them. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('blobs')
    .addColumn('sha256', 'text', (c) => c.primaryKey())
    .addColumn('key', 'text', (c) => c.notNull().unique())
    .addColumn('bytes', 'bigint', (c) => c.notNull())
    .addColumn('kept_until', 'bigint', (c) => c.notNull())
    .execute();
  await db.schema.createIndex('blobs_by_end').on('blobs').column('kept_until').execute();
  await db.schema
    .createTable('files')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('user_id', 'text', (c) => c.notNull().references('users.id').onDelete('cascade'))
    .addColumn('sha256', 'text', (c) => c.notNull().references('blobs.sha256'))
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('media_type', 'text', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('bytes', 'bigint', (c) => c.notNull())
    .addColumn('text', 'text')
    .addColumn('kept_until', 'bigint', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .execute();
  await db.schema.createIndex('files_of_user').on('files').columns(['user_id', 'id']).execute();
  await db.schema.createIndex('files_of_blob').on('files').column('sha256').execute();
  await db.schema.createIndex('files_by_end').on('files').column('kept_until').execute();
  await db.schema
    .createTable('message_files')
    .addColumn('message_id', 'text', (c) => c.notNull().references('messages.id').onDelete('cascade'))
    .addColumn('position', 'integer', (c) => c.notNull())
    .addColumn('file_id', 'text', (c) => c.notNull().references('files.id').onDelete('cascade'))
    .addColumn('user_id', 'text', (c) => c.notNull().references('users.id').onDelete('cascade'))
    .addPrimaryKeyConstraint('message_files_pk', ['message_id', 'position'])
    .execute();
  await db.schema.createIndex('message_files_of_file').on('message_files').column('file_id').execute();
  await db.schema.createIndex('message_files_of_user').on('message_files').column('user_id').execute();
  // What every reader of a message is told of its files stands in its row: a page of messages needs no second query.
  await db.schema.alterTable('messages').addColumn('files', 'text').execute();
}
