import { type Kysely, sql } from 'kysely';
import { addSearchIndex } from '../dialect/message-index.ts';
import { addSerialKey } from '../dialect/serial-key.ts';

/** The full-text index of messages and titles, which is filled in the background, and what people bring along from other programs. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await addSerialKey(db, db.schema.createTable('search_entries'), 'short_key')
    .addColumn('message_id', 'text', (c) => c.unique().references('messages.id').onDelete('cascade'))
    .addColumn('conversation_id', 'text', (c) => c.unique().references('conversations.id').onDelete('cascade'))
    .execute();
  await db.schema
    .createTable('search_eras')
    .addColumn('user_id', 'text', (c) => c.notNull().references('users.id').onDelete('cascade'))
    .addColumn('era', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('search_eras_pk', ['user_id', 'era'])
    .execute();
  await db.schema
    .createTable('stale_titles')
    .addColumn('conversation_id', 'text', (c) => c.primaryKey().references('conversations.id').onDelete('cascade'))
    .execute();
  await db.schema
    .createTable('search_progress')
    .addColumn('id', 'integer', (c) => c.primaryKey())
    .addColumn('indexed_to', 'text', (c) => c.notNull())
    .addColumn('owner', 'text')
    .addColumn('lease_expires_at', 'bigint', (c) => c.notNull())
    .execute();
  await sql`insert into search_progress (id, indexed_to, lease_expires_at) values (1, '', 0)`.execute(db);
  await sql`insert into stale_titles (conversation_id) select id from conversations`.execute(db);
  await addSearchIndex(db);
}
