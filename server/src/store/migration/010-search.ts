import { type Kysely, sql } from 'kysely';
import { addSearchIndex } from '../dialect/message-index.ts';
import { addSerialKey } from '../dialect/serial-key.ts';

/** The full-text index of messages and titles, which is filled in the background, and what people bring along from other programs. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await search(db);
  await imports(db);
}

async function search(db: Kysely<unknown>): Promise<void> {
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

async function imports(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('conversation_imports')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('user_id', 'text', (c) => c.notNull().references('users.id').onDelete('cascade'))
    .addColumn('status', 'text', (c) => c.notNull())
    .addColumn('source', 'text')
    .addColumn('bytes', 'bigint', (c) => c.notNull())
    .addColumn('bytes_read', 'bigint', (c) => c.notNull())
    .addColumn('imported', 'integer', (c) => c.notNull())
    .addColumn('updated', 'integer', (c) => c.notNull())
    .addColumn('skipped', 'integer', (c) => c.notNull())
    .addColumn('failed', 'integer', (c) => c.notNull())
    .addColumn('messages', 'integer', (c) => c.notNull())
    .addColumn('failures', 'text', (c) => c.notNull())
    .addColumn('error', 'text')
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('updated_at', 'bigint', (c) => c.notNull())
    .execute();
  await db.schema
    .createIndex('conversation_imports_of_user')
    .on('conversation_imports')
    .columns(['user_id', 'id'])
    .execute();
  // A person has one under way.
  await db.schema
    .createIndex('conversation_imports_running')
    .on('conversation_imports')
    .column('user_id')
    .unique()
    .where(sql.ref('status'), '=', sql.lit('running'))
    .execute();
  await db.schema
    .createTable('imported_conversations')
    .addColumn('user_id', 'text', (c) => c.notNull().references('users.id').onDelete('cascade'))
    .addColumn('source', 'text', (c) => c.notNull())
    .addColumn('source_id', 'text', (c) => c.notNull())
    .addColumn('conversation_id', 'text', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('imported_conversations_pk', ['user_id', 'source', 'source_id'])
    .execute();
}
