import { type CreateTableBuilder, type Kysely, sql } from 'kysely';
import { createNowFunction } from '../dialect/now-function.ts';
import { addSerialKey } from '../dialect/serial-key.ts';

/** The first schema: people, conversations, runs, limits, the voice road, the outbox and the audit log. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createNowFunction(db);
  await people(db);
  await chat(db);
  await limits(db);
  await voice(db);
  await operation(db);
}

async function people(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('users')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('email', 'text', (c) => c.notNull().unique())
    .addColumn('display_name', 'text', (c) => c.notNull())
    .addColumn('password_hash', 'text')
    .addColumn('role', 'text', (c) => c.notNull())
    .addColumn('status', 'text', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('updated_at', 'bigint', (c) => c.notNull())
    .execute();
  await owned(db.schema.createTable('sessions').addColumn('id', 'text', (c) => c.primaryKey()))
    .addColumn('token_hash', 'text', (c) => c.notNull().unique())
    .addColumn('ip', 'text', (c) => c.notNull())
    .addColumn('user_agent', 'text', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('last_seen_at', 'bigint', (c) => c.notNull())
    .addColumn('expires_at', 'bigint', (c) => c.notNull())
    .execute();
  await db.schema.createIndex('sessions_user').on('sessions').columns(['user_id', 'id']).execute();
  await db.schema
    .createTable('invites')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('code_hash', 'text', (c) => c.notNull().unique())
    .addColumn('role', 'text', (c) => c.notNull())
    .addColumn('email', 'text')
    .addColumn('max_uses', 'integer', (c) => c.notNull())
    .addColumn('uses', 'integer', (c) => c.notNull())
    .addColumn('quota', 'text')
    .addColumn('expires_at', 'bigint')
    .addColumn('created_by', 'text', (c) => c.references('users.id').onDelete('set null'))
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .execute();
}

async function chat(db: Kysely<unknown>): Promise<void> {
  await owned(db.schema.createTable('conversations').addColumn('id', 'text', (c) => c.primaryKey()))
    .addColumn('title', 'text', (c) => c.notNull())
    .addColumn('space', 'text', (c) => c.notNull())
    .addColumn('provider', 'text')
    .addColumn('model', 'text')
    .addColumn('system_prompt', 'text')
    .addColumn('pinned_at', 'bigint')
    .addColumn('archived_at', 'bigint')
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('updated_at', 'bigint', (c) => c.notNull())
    .execute();
  await db.schema
    .createIndex('conversations_recent')
    .on('conversations')
    .columns(['user_id', 'updated_at', 'id'])
    .execute();

  await owned(db.schema.createTable('messages').addColumn('id', 'text', (c) => c.primaryKey()))
    .addColumn('conversation_id', 'text', (c) => c.notNull().references('conversations.id').onDelete('cascade'))
    .addColumn('parent_id', 'text', (c) => c.references('messages.id').onDelete('cascade'))
    .addColumn('role', 'text', (c) => c.notNull())
    .addColumn('text', 'text', (c) => c.notNull())
    .addColumn('status', 'text', (c) => c.notNull())
    .addColumn('source', 'text', (c) => c.notNull())
    .addColumn('provider_meta', 'text')
    .addColumn('error', 'text')
    .addColumn('client_message_id', 'text')
    .addColumn('body_hash', 'text')
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('updated_at', 'bigint', (c) => c.notNull())
    .execute();
  await db.schema.createIndex('messages_in_conversation').on('messages').columns(['conversation_id', 'id']).execute();
  await db.schema.createIndex('messages_parent').on('messages').columns(['parent_id', 'id']).execute();
  await db.schema
    .createIndex('messages_roots')
    .on('messages')
    .columns(['conversation_id', 'id'])
    .where(sql.ref('parent_id'), 'is', null)
    .execute();
  await db.schema
    .createIndex('messages_client_id')
    .on('messages')
    .columns(['user_id', 'client_message_id'])
    .unique()
    .where(sql.ref('client_message_id'), 'is not', null)
    .execute();

  await owned(addSerialKey(db, db.schema.createTable('runs'), 'short_key'))
    .addColumn('id', 'text', (c) => c.notNull().unique())
    .addColumn('message_id', 'text', (c) => c.notNull().unique().references('messages.id').onDelete('cascade'))
    .addColumn('conversation_id', 'text', (c) => c.notNull().references('conversations.id').onDelete('cascade'))
    .addColumn('status', 'text', (c) => c.notNull())
    .addColumn('epoch', 'integer', (c) => c.notNull())
    .addColumn('owner', 'text', (c) => c.notNull())
    .addColumn('lease_expires_at', 'bigint', (c) => c.notNull())
    .addColumn('provider', 'text', (c) => c.notNull())
    .addColumn('model', 'text', (c) => c.notNull())
    .addColumn('cancel_requested_at', 'bigint')
    .addColumn('finish_reason', 'text')
    .addColumn('error_code', 'text')
    .addColumn('prompt_tokens', 'integer')
    .addColumn('completion_tokens', 'integer')
    .addColumn('usage_day', 'text', (c) => c.notNull())
    .addColumn('started_at', 'bigint', (c) => c.notNull())
    .addColumn('first_token_at', 'bigint')
    .addColumn('finished_at', 'bigint')
    .execute();
  await db.schema
    .createIndex('runs_streaming')
    .on('runs')
    .columns(['user_id', 'lease_expires_at'])
    .where(sql.ref('status'), '=', sql.lit('streaming'))
    .execute();
  await db.schema.createIndex('runs_in_conversation').on('runs').column('conversation_id').execute();
  await db.schema
    .createTable('message_pieces')
    .addColumn('run_key', 'bigint', (c) => c.notNull().references('runs.short_key').onDelete('cascade'))
    .addColumn('start', 'integer', (c) => c.notNull())
    .addColumn('text', 'text', (c) => c.notNull())
    .execute();
  await db.schema
    .createIndex('message_pieces_of_run')
    .on('message_pieces')
    .columns(['run_key', 'start'])
    .unique()
    .execute();

  await db.schema
    .createTable('idempotency_keys')
    .addColumn('user_id', 'text', (c) => c.notNull().references('users.id').onDelete('cascade'))
    .addColumn('route', 'text', (c) => c.notNull())
    .addColumn('key', 'text', (c) => c.notNull())
    .addColumn('body_hash', 'text', (c) => c.notNull())
    .addColumn('status_code', 'integer')
    .addColumn('response', 'text')
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('idempotency_keys_pk', ['user_id', 'route', 'key'])
    .execute();
  await db.schema.createIndex('idempotency_keys_age').on('idempotency_keys').column('created_at').execute();
}

async function limits(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('user_quotas')
    .addColumn('user_id', 'text', (c) => c.primaryKey().references('users.id').onDelete('cascade'))
    .addColumn('messages_per_day', 'integer')
    .addColumn('tokens_per_day', 'integer')
    .addColumn('concurrent_streams', 'integer')
    .addColumn('updated_at', 'bigint', (c) => c.notNull())
    .execute();
  await db.schema
    .createTable('usage_counters')
    .addColumn('user_id', 'text', (c) => c.notNull().references('users.id').onDelete('cascade'))
    .addColumn('day', 'text', (c) => c.notNull())
    .addColumn('messages', 'integer', (c) => c.notNull())
    .addColumn('prompt_tokens', 'integer', (c) => c.notNull())
    .addColumn('completion_tokens', 'integer', (c) => c.notNull())
    .addColumn('reserved_tokens', 'integer', (c) => c.notNull())
    .addPrimaryKeyConstraint('usage_counters_pk', ['user_id', 'day'])
    .execute();
}

async function voice(db: Kysely<unknown>): Promise<void> {
  await owned(db.schema.createTable('omi_links').addColumn('id', 'text', (c) => c.primaryKey()))
    .addColumn('omi_user_id', 'text', (c) => c.notNull())
    .addColumn('status', 'text', (c) => c.notNull())
    .addColumn('push_code_hash', 'text')
    .addColumn('spoken_code_hash', 'text')
    .addColumn('code_attempts', 'integer', (c) => c.notNull())
    .addColumn('code_expires_at', 'bigint')
    .addColumn('webhook_token_hash', 'text', (c) => c.unique())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('verified_at', 'bigint')
    .addColumn('last_delivery_at', 'bigint')
    .addUniqueConstraint('omi_links_pair', ['user_id', 'omi_user_id'])
    .execute();
  await db.schema
    .createIndex('omi_links_active')
    .on('omi_links')
    .column('omi_user_id')
    .unique()
    .where(sql.ref('status'), '=', sql.lit('active'))
    .execute();

  await owned(db.schema.createTable('voice_sessions').addColumn('id', 'text', (c) => c.primaryKey()))
    .addColumn('link_id', 'text', (c) => c.notNull().references('omi_links.id').onDelete('cascade'))
    .addColumn('omi_user_id', 'text', (c) => c.notNull())
    .addColumn('started_at', 'bigint', (c) => c.notNull())
    .addColumn('last_heard_at', 'bigint', (c) => c.notNull())
    .addColumn('last_segment_start_s', 'double precision', (c) => c.notNull())
    .addColumn('ended_at', 'bigint')
    .execute();
  await db.schema.createIndex('voice_sessions_recent').on('voice_sessions').columns(['link_id', 'id']).execute();

  await owned(db.schema.createTable('transcript_segments').addColumn('id', 'text', (c) => c.primaryKey()))
    .addColumn('link_id', 'text', (c) => c.notNull().references('omi_links.id').onDelete('cascade'))
    .addColumn('voice_session_id', 'text', (c) => c.notNull().references('voice_sessions.id').onDelete('cascade'))
    .addColumn('segment_key', 'text', (c) => c.notNull())
    .addColumn('text', 'text', (c) => c.notNull())
    .addColumn('speaker', 'text')
    .addColumn('is_user', 'integer', (c) => c.notNull())
    .addColumn('start_s', 'double precision', (c) => c.notNull())
    .addColumn('end_s', 'double precision', (c) => c.notNull())
    .addColumn('received_at', 'bigint', (c) => c.notNull())
    .addColumn('updated_at', 'bigint', (c) => c.notNull())
    .addColumn('settled_at', 'bigint')
    .addUniqueConstraint('transcript_segments_key', ['link_id', 'segment_key'])
    .execute();
  await db.schema
    .createIndex('transcript_segments_in_session')
    .on('transcript_segments')
    .columns(['voice_session_id', 'start_s'])
    .execute();
}

async function operation(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('outbox')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('user_id', 'text', (c) => c.references('users.id').onDelete('cascade'))
    .addColumn('subject_id', 'text')
    .addColumn('payload', 'text', (c) => c.notNull())
    .addColumn('dedupe_key', 'text', (c) => c.notNull().unique())
    .addColumn('status', 'text', (c) => c.notNull())
    .addColumn('attempts', 'integer', (c) => c.notNull())
    .addColumn('due_at', 'bigint', (c) => c.notNull())
    .addColumn('lease_owner', 'text')
    .addColumn('lease_expires_at', 'bigint')
    .addColumn('last_error', 'text')
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('updated_at', 'bigint', (c) => c.notNull())
    .execute();
  await db.schema.createIndex('outbox_due').on('outbox').columns(['status', 'due_at']).execute();
  await db.schema.createIndex('outbox_of_user').on('outbox').columns(['user_id', 'kind', 'status']).execute();

  await db.schema
    .createTable('audit_log')
    .addColumn('seq', 'integer', (c) => c.primaryKey())
    .addColumn('id', 'text', (c) => c.notNull().unique())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('actor_user_id', 'text')
    .addColumn('action', 'text', (c) => c.notNull())
    .addColumn('target_type', 'text')
    .addColumn('target_id', 'text')
    .addColumn('ip', 'text')
    .addColumn('request_id', 'text')
    .addColumn('details', 'text', (c) => c.notNull())
    .addColumn('prev_hash', 'text', (c) => c.notNull())
    .addColumn('hash', 'text', (c) => c.notNull())
    .execute();
  await db.schema
    .createTable('audit_head')
    .addColumn('id', 'integer', (c) => c.primaryKey())
    .addColumn('seq', 'integer', (c) => c.notNull())
    .addColumn('hash', 'text', (c) => c.notNull())
    .execute();
  await sql`insert into audit_head (id, seq, hash) values (1, 0, '')`.execute(db);

  await db.schema
    .createTable('throttles')
    .addColumn('key', 'text', (c) => c.primaryKey())
    .addColumn('window_started_at', 'bigint', (c) => c.notNull())
    .addColumn('count', 'integer', (c) => c.notNull())
    .execute();
  await db.schema
    .createTable('instance_state')
    .addColumn('key', 'text', (c) => c.primaryKey())
    .addColumn('value', 'text', (c) => c.notNull())
    .addColumn('updated_at', 'bigint', (c) => c.notNull())
    .execute();
}

/** Adds the owner: whoever deletes a user deletes this too. */
function owned<Table extends string, Column extends string>(table: CreateTableBuilder<Table, Column>) {
  return table.addColumn('user_id', 'text', (c) => c.notNull().references('users.id').onDelete('cascade'));
}
