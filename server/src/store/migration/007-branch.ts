import { type Kysely, sql } from 'kysely';

/** Conversations that are kept only for a while, who gave each its title, and a quick way to the pinned ones. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('conversations').addColumn('expires_at', 'bigint').execute();
  // Nobody knows who named those that are there: their titles are left alone.
  await db.schema
    .alterTable('conversations')
    .addColumn('title_origin', 'text', (c) => c.notNull().defaultTo('person'))
    .execute();
  await db.schema
    .createIndex('conversations_expiring')
    .on('conversations')
    .column('expires_at')
    .where(sql.ref('expires_at'), 'is not', null)
    .execute();
  await db.schema
    .createIndex('conversations_pinned')
    .on('conversations')
    .columns(['user_id', 'updated_at', 'id'])
    .where(sql.ref('pinned_at'), 'is not', null)
    .execute();
}
