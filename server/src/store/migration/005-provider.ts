import type { Kysely } from 'kysely';

/** Providers that an admin makes in the running server, and who is asked where a model fails. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('providers')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('base_url', 'text', (c) => c.notNull())
    .addColumn('sealed_key', 'text')
    .addColumn('is_private_allowed', 'integer', (c) => c.notNull())
    .addColumn('is_enabled', 'integer', (c) => c.notNull())
    .addColumn('position', 'integer', (c) => c.notNull())
    .addColumn('settings', 'text', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('updated_at', 'bigint', (c) => c.notNull())
    .execute();
  // No reference to `providers`: those of the environment stand in no table.
  await db.schema
    .createTable('model_fallbacks')
    .addColumn('provider', 'text', (c) => c.notNull())
    .addColumn('model', 'text', (c) => c.notNull())
    .addColumn('position', 'integer', (c) => c.notNull())
    .addColumn('fallback_provider', 'text', (c) => c.notNull())
    .addColumn('fallback_model', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('model_fallbacks_pk', ['provider', 'model', 'position'])
    .execute();
}
