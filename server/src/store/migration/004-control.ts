import { type Kysely, sql } from 'kysely';

/** What an admin sets and sees: limits by role, prices, usage by model, and an audit log that can be searched. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await limits(db);
  await usage(db);
  await audit(db);
  // Whoever makes an admin or takes one away locks this row first.
  await sql`insert into instance_state (key, value, updated_at) values ('change_of_admins', '', 0)`.execute(db);
}

async function limits(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('quota_defaults')
    .addColumn('role', 'text', (c) => c.primaryKey())
    .addColumn('messages_per_day', 'integer')
    .addColumn('tokens_per_day', 'integer')
    .addColumn('concurrent_streams', 'integer')
    .addColumn('updated_at', 'bigint', (c) => c.notNull())
    .execute();
  // A view: the statement that reserves names the limits three times, and every other reader once.
  await sql`create view user_limits as
    select u.id as user_id,
      coalesce(q.messages_per_day, d.messages_per_day) as messages_per_day,
      coalesce(q.tokens_per_day, d.tokens_per_day) as tokens_per_day,
      coalesce(q.concurrent_streams, d.concurrent_streams) as concurrent_streams
    from users u
    left join user_quotas q on q.user_id = u.id
    left join quota_defaults d on d.role = u.role`.execute(db);
  // Null: its tokens are not counted against its owner's limit.
  await db.schema.alterTable('runs').addColumn('reserved_tokens', 'integer').execute();
}

async function usage(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('model_usage')
    .addColumn('user_id', 'text', (c) => c.notNull().references('users.id').onDelete('cascade'))
    .addColumn('day', 'text', (c) => c.notNull())
    .addColumn('provider', 'text', (c) => c.notNull())
    .addColumn('model', 'text', (c) => c.notNull())
    .addColumn('messages', 'integer', (c) => c.notNull())
    .addColumn('prompt_tokens', 'bigint', (c) => c.notNull())
    .addColumn('completion_tokens', 'bigint', (c) => c.notNull())
    .addColumn('cost_micros', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('model_usage_pk', ['user_id', 'day', 'provider', 'model'])
    .execute();
  await db.schema.createIndex('model_usage_day').on('model_usage').column('day').execute();
  await db.schema
    .createTable('model_prices')
    .addColumn('provider', 'text', (c) => c.notNull())
    .addColumn('model', 'text', (c) => c.notNull())
    .addColumn('prompt_micros', 'bigint', (c) => c.notNull())
    .addColumn('completion_micros', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('model_prices_pk', ['provider', 'model'])
    .execute();
  await db.schema
    .createTable('token_free_providers')
    .addColumn('provider', 'text', (c) => c.primaryKey())
    .execute();
  // They cost electricity; until an admin says otherwise they are as free as the machine is.
  await sql`insert into token_free_providers (provider) values ('guide'), ('lmstudio'), ('ollama')`.execute(db);
}

async function audit(db: Kysely<unknown>): Promise<void> {
  await db.schema.createIndex('audit_log_actor').on('audit_log').columns(['actor_user_id', 'seq']).execute();
  await db.schema.createIndex('audit_log_target').on('audit_log').columns(['target_id', 'seq']).execute();
  await db.schema.createIndex('audit_log_action').on('audit_log').columns(['action', 'seq']).execute();
}
