import type { Kysely } from 'kysely';

/** The phones that people want to be told on. Each goes with its session, as the browsers do. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('expo_push_tokens')
    .addColumn('session_id', 'text', (c) => c.primaryKey().references('sessions.id').onDelete('cascade'))
    .addColumn('user_id', 'text', (c) => c.notNull().references('users.id').onDelete('cascade'))
    .addColumn('token', 'text', (c) => c.notNull().unique())
    .addColumn('language', 'text', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .execute();
  await db.schema.createIndex('expo_push_tokens_of_user').on('expo_push_tokens').column('user_id').execute();
}
