import { type CreateTableBuilder, type Kysely, sql } from 'kysely';
import { addFullText, createSearchFunctions } from '../dialect/full-text.ts';
import { addSerialKey } from '../dialect/serial-key.ts';

/** What a person keeps and is reminded of (preferences, windows, memories, tasks, follow-ups, notifications), and what their wearable led to. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await preferences(db);
  await memories(db);
  await reminders(db);
  await links(db);
  await utterances(db);
  await omiData(db);
}

async function preferences(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('preferences')
    .addColumn('user_id', 'text', (c) => c.primaryKey().references('users.id').onDelete('cascade'))
    .addColumn('active_space', 'text', (c) => c.notNull())
    .addColumn('active_slot', 'integer', (c) => c.notNull())
    .addColumn('settings', 'text', (c) => c.notNull())
    .addColumn('updated_at', 'bigint', (c) => c.notNull())
    .execute();
  await db.schema
    .createTable('windows')
    .addColumn('user_id', 'text', (c) => c.notNull().references('users.id').onDelete('cascade'))
    .addColumn('slot', 'integer', (c) => c.notNull())
    .addColumn('conversation_id', 'text', (c) => c.notNull().references('conversations.id').onDelete('cascade'))
    .addColumn('updated_at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('windows_pk', ['user_id', 'slot'])
    .execute();
  await db.schema.createIndex('windows_of_conversation').on('windows').column('conversation_id').execute();
}

async function memories(db: Kysely<unknown>): Promise<void> {
  await owned(addSerialKey(db, db.schema.createTable('memories'), 'short_key'))
    .addColumn('id', 'text', (c) => c.notNull().unique())
    .addColumn('text', 'text', (c) => c.notNull())
    .addColumn('status', 'text', (c) => c.notNull())
    .addColumn('source', 'text', (c) => c.notNull())
    .addColumn('source_message_id', 'text', (c) => c.references('messages.id').onDelete('set null'))
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('updated_at', 'bigint', (c) => c.notNull())
    .execute();
  await db.schema.createIndex('memories_of_user').on('memories').columns(['user_id', 'status', 'id']).execute();
  await db.schema.createIndex('memories_of_message').on('memories').column('source_message_id').execute();
  await createSearchFunctions(db);
  await addFullText(db, 'memories');
}

async function reminders(db: Kysely<unknown>): Promise<void> {
  await owned(db.schema.createTable('agent_events').addColumn('id', 'text', (c) => c.primaryKey()))
    .addColumn('type', 'text', (c) => c.notNull())
    .addColumn('payload', 'text', (c) => c.notNull())
    .addColumn('status', 'text', (c) => c.notNull())
    .addColumn('source', 'text', (c) => c.notNull())
    .addColumn('source_message_id', 'text', (c) => c.references('messages.id').onDelete('set null'))
    .addColumn('due_at', 'bigint')
    .addColumn('completed_at', 'bigint')
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('updated_at', 'bigint', (c) => c.notNull())
    .execute();
  await db.schema.createIndex('agent_events_of_user').on('agent_events').columns(['user_id', 'id']).execute();
  await db.schema
    .createIndex('agent_events_of_type')
    .on('agent_events')
    .columns(['user_id', 'type', 'status', 'id'])
    .execute();
  await db.schema.createIndex('agent_events_of_message').on('agent_events').column('source_message_id').execute();

  await owned(db.schema.createTable('follow_ups').addColumn('id', 'text', (c) => c.primaryKey()))
    .addColumn('conversation_id', 'text', (c) => c.references('conversations.id').onDelete('cascade'))
    .addColumn('message', 'text', (c) => c.notNull())
    .addColumn('deliver_at', 'bigint', (c) => c.notNull())
    .addColumn('delivered_at', 'bigint')
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .execute();
  await db.schema.createIndex('follow_ups_of_user').on('follow_ups').columns(['user_id', 'id']).execute();
  await db.schema.createIndex('follow_ups_of_conversation').on('follow_ups').column('conversation_id').execute();

  await owned(db.schema.createTable('notifications').addColumn('id', 'text', (c) => c.primaryKey()))
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('channel', 'text', (c) => c.notNull())
    .addColumn('status', 'text', (c) => c.notNull())
    .addColumn('text', 'text', (c) => c.notNull())
    .addColumn('conversation_id', 'text', (c) => c.references('conversations.id').onDelete('cascade'))
    .addColumn('cause_key', 'text', (c) => c.notNull())
    .addColumn('reason', 'text')
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('sent_at', 'bigint')
    .execute();
  await db.schema.createIndex('notifications_of_user').on('notifications').columns(['user_id', 'id']).execute();
  await db.schema.createIndex('notifications_age').on('notifications').column('created_at').execute();
  await db.schema
    .createIndex('notifications_cause')
    .on('notifications')
    .columns(['user_id', 'cause_key', 'channel'])
    .unique()
    .execute();
  await db.schema.createIndex('notifications_of_conversation').on('notifications').column('conversation_id').execute();
}

async function links(db: Kysely<unknown>): Promise<void> {
  const columns = [
    ['previous_token_hash', 'text'],
    ['previous_token_expires_at', 'bigint'],
    ['silence_noticed_at', 'bigint'],
    ['pending_command', 'text'],
    ['pending_command_expires_at', 'bigint'],
    ['self_test', 'text'],
  ] as const;
  for (const [name, type] of columns) await db.schema.alterTable('omi_links').addColumn(name, type).execute();
  await db.schema
    .createIndex('omi_links_previous_token')
    .on('omi_links')
    .column('previous_token_hash')
    .unique()
    .where(sql.ref('previous_token_hash'), 'is not', null)
    .execute();
  await db.schema
    .createIndex('omi_links_pending')
    .on('omi_links')
    .column('omi_user_id')
    .where(sql.ref('status'), '=', sql.lit('pending'))
    .execute();
}

async function utterances(db: Kysely<unknown>): Promise<void> {
  // Wall time at which a session's clock stood at zero, as near as its deliveries tell; and when its last answer reached the person.
  for (const name of ['began_at', 'answered_at'])
    await db.schema.alterTable('voice_sessions').addColumn(name, 'bigint').execute();
  await db.schema.alterTable('voice_sessions').addColumn('meeting_from_s', 'double precision').execute();
  await owned(db.schema.createTable('utterances').addColumn('id', 'text', (c) => c.primaryKey()))
    .addColumn('link_id', 'text', (c) => c.notNull().references('omi_links.id').onDelete('cascade'))
    .addColumn('voice_session_id', 'text', (c) => c.notNull().references('voice_sessions.id').onDelete('cascade'))
    .addColumn('utterance_key', 'text', (c) => c.notNull())
    .addColumn('trigger', 'text', (c) => c.notNull())
    .addColumn('intent', 'text', (c) => c.notNull())
    .addColumn('text', 'text', (c) => c.notNull())
    .addColumn('start_s', 'double precision', (c) => c.notNull())
    .addColumn('end_s', 'double precision', (c) => c.notNull())
    .addColumn('reply', 'text')
    .addColumn('message_id', 'text', (c) => c.references('messages.id').onDelete('set null'))
    .addColumn('heard_at', 'bigint', (c) => c.notNull())
    .addUniqueConstraint('utterances_key', ['link_id', 'utterance_key'])
    .execute();
  await db.schema.createIndex('utterances_of_user').on('utterances').columns(['user_id', 'id']).execute();
  await db.schema
    .createIndex('utterances_in_session')
    .on('utterances')
    .columns(['voice_session_id', 'start_s'])
    .execute();
  await db.schema.createIndex('utterances_of_message').on('utterances').column('message_id').execute();
}

async function omiData(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('omi_items')
    .addColumn('user_id', 'text', (c) => c.notNull().references('users.id').onDelete('cascade'))
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('omi_id', 'text', (c) => c.notNull())
    .addColumn('item_id', 'text')
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('omi_items_pk', ['user_id', 'kind', 'omi_id'])
    .execute();
  await owned(db.schema.createTable('omi_imports').addColumn('id', 'text', (c) => c.primaryKey()))
    .addColumn('link_id', 'text', (c) => c.notNull().references('omi_links.id').onDelete('cascade'))
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('status', 'text', (c) => c.notNull())
    .addColumn('position', 'integer', (c) => c.notNull())
    .addColumn('imported', 'integer', (c) => c.notNull())
    .addColumn('skipped', 'integer', (c) => c.notNull())
    .addColumn('error', 'text')
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('updated_at', 'bigint', (c) => c.notNull())
    .execute();
  await db.schema.createIndex('omi_imports_of_user').on('omi_imports').columns(['user_id', 'id']).execute();
  await db.schema.createIndex('omi_imports_of_link').on('omi_imports').column('link_id').execute();
  await db.schema
    .createTable('omi_exports')
    .addColumn('user_id', 'text', (c) => c.notNull().references('users.id').onDelete('cascade'))
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('started_at', 'bigint', (c) => c.notNull())
    .addColumn('sent_at', 'bigint')
    .addColumn('confirmed_at', 'bigint')
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('omi_exports_pk', ['user_id', 'kind', 'started_at'])
    .execute();
}

/** Adds the owner: whoever deletes a user deletes this too. */
function owned<Table extends string, Column extends string>(table: CreateTableBuilder<Table, Column>) {
  return table.addColumn('user_id', 'text', (c) => c.notNull().references('users.id').onDelete('cascade'));
}
