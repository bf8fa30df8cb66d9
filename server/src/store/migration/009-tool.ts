import type { Kysely } from 'kysely';

/** Servers of tools, and what of them answers use. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('tool_servers')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('name', 'text', (c) => c.notNull().unique())
    .addColumn('url', 'text', (c) => c.notNull())
    .addColumn('sealed_headers', 'text')
    .addColumn('is_enabled', 'integer', (c) => c.notNull())
    .addColumn('is_private_allowed', 'integer', (c) => c.notNull())
    .addColumn('tools', 'text', (c) => c.notNull())
    .addColumn('allowed_tools', 'text', (c) => c.notNull())
    .addColumn('checked_at', 'bigint')
    .addColumn('error', 'text')
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('updated_at', 'bigint', (c) => c.notNull())
    .execute();
  await db.schema
    .createTable('tool_calls')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('run_id', 'text', (c) => c.notNull().references('runs.id').onDelete('cascade'))
    .addColumn('user_id', 'text', (c) => c.notNull().references('users.id').onDelete('cascade'))
    .addColumn('server', 'text', (c) => c.notNull())
    .addColumn('tool', 'text', (c) => c.notNull())
    .addColumn('arguments', 'text', (c) => c.notNull())
    .addColumn('status', 'text', (c) => c.notNull())
    .addColumn('result', 'text')
    .addColumn('position', 'integer', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('updated_at', 'bigint', (c) => c.notNull())
    .execute();
  // Deleting a run or a person looks here for what goes with it.
  await db.schema.createIndex('tool_calls_of_run').on('tool_calls').columns(['run_id', 'id']).execute();
  await db.schema.createIndex('tool_calls_of_user').on('tool_calls').column('user_id').execute();
}
