import type { Kysely } from 'kysely';

/** Summaries of long conversations, messages that are kept in the prompt, and the conversations that vendors keep. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('messages').addColumn('pinned_at', 'bigint').execute();
  await summaries(db);
  await vendorConversations(db);
}

async function summaries(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('summaries')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('user_id', 'text', (c) => c.notNull().references('users.id').onDelete('cascade'))
    .addColumn('conversation_id', 'text', (c) => c.notNull().references('conversations.id').onDelete('cascade'))
    // Messages never change, so what is said of the way to one of them holds for every branch through it.
    .addColumn('message_id', 'text', (c) => c.notNull().unique().references('messages.id').onDelete('cascade'))
    .addColumn('text', 'text', (c) => c.notNull())
    .addColumn('messages', 'integer', (c) => c.notNull())
    .addColumn('origin', 'text', (c) => c.notNull())
    .addColumn('provider', 'text', (c) => c.notNull())
    .addColumn('model', 'text', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('updated_at', 'bigint', (c) => c.notNull())
    .execute();
  await db.schema
    .createIndex('summaries_of_conversation')
    .on('summaries')
    .columns(['conversation_id', 'message_id'])
    .execute();
  await db.schema.createIndex('summaries_of_user').on('summaries').column('user_id').execute();
}

async function vendorConversations(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('vendor_conversations')
    .addColumn('conversation_id', 'text', (c) => c.notNull().references('conversations.id').onDelete('cascade'))
    .addColumn('provider', 'text', (c) => c.notNull())
    .addColumn('user_id', 'text', (c) => c.notNull().references('users.id').onDelete('cascade'))
    .addColumn('vendor_id', 'text', (c) => c.notNull())
    .addColumn('message_id', 'text', (c) => c.notNull().references('messages.id').onDelete('cascade'))
    .addColumn('updated_at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('vendor_conversations_pk', ['conversation_id', 'provider'])
    .execute();
  await db.schema.createIndex('vendor_conversations_of_user').on('vendor_conversations').column('user_id').execute();
  await db.schema
    .createIndex('vendor_conversations_of_message')
    .on('vendor_conversations')
    .column('message_id')
    .execute();
}
