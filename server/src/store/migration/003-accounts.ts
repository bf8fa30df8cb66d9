import type { CreateTableBuilder, Kysely } from 'kysely';

/** What a person proves themselves with beside a password: keys of programs, second factors, passkeys, one-time links, accounts elsewhere. */
export async function up(db: Kysely<unknown>): Promise<void> {
  // When the session's holder last proved who they are; sessions from before never did.
  await db.schema.alterTable('sessions').addColumn('proved_at', 'bigint').execute();
  await keys(db);
  await factors(db);
  await passkeys(db);
  await otherDoors(db);
}

async function keys(db: Kysely<unknown>): Promise<void> {
  await owned(db.schema.createTable('api_keys').addColumn('id', 'text', (c) => c.primaryKey()))
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('scope', 'text', (c) => c.notNull())
    .addColumn('key_hash', 'text', (c) => c.notNull().unique())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('last_used_at', 'bigint')
    .addColumn('expires_at', 'bigint')
    .execute();
  await db.schema.createIndex('api_keys_of_user').on('api_keys').columns(['user_id', 'id']).execute();
}

async function factors(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('totp_factors')
    .addColumn('user_id', 'text', (c) => c.primaryKey().references('users.id').onDelete('cascade'))
    .addColumn('sealed_secret', 'text', (c) => c.notNull())
    .addColumn('last_step', 'bigint', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('confirmed_at', 'bigint')
    .execute();
  await db.schema
    .createTable('recovery_codes')
    .addColumn('user_id', 'text', (c) => c.notNull().references('users.id').onDelete('cascade'))
    .addColumn('code_hash', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('recovery_codes_pk', ['user_id', 'code_hash'])
    .execute();
}

async function passkeys(db: Kysely<unknown>): Promise<void> {
  await owned(db.schema.createTable('passkeys').addColumn('id', 'text', (c) => c.primaryKey()))
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('credential_id', 'text', (c) => c.notNull().unique())
    .addColumn('public_key', 'text', (c) => c.notNull())
    .addColumn('counter', 'bigint', (c) => c.notNull())
    .addColumn('transports', 'text', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('last_used_at', 'bigint')
    .execute();
  await db.schema.createIndex('passkeys_of_user').on('passkeys').columns(['user_id', 'id']).execute();
  await db.schema
    .createTable('passkey_challenges')
    .addColumn('challenge_hash', 'text', (c) => c.primaryKey())
    .addColumn('user_id', 'text', (c) => c.references('users.id').onDelete('cascade'))
    .addColumn('expires_at', 'bigint', (c) => c.notNull())
    .execute();
}

async function otherDoors(db: Kysely<unknown>): Promise<void> {
  await owned(db.schema.createTable('password_resets').addColumn('token_hash', 'text', (c) => c.primaryKey()))
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('expires_at', 'bigint', (c) => c.notNull())
    .execute();
  await db.schema.createIndex('password_resets_of_user').on('password_resets').column('user_id').execute();

  await owned(db.schema.createTable('identities').addColumn('issuer', 'text', (c) => c.notNull()))
    .addColumn('subject', 'text', (c) => c.notNull())
    .addColumn('provider', 'text', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('last_used_at', 'bigint')
    .addPrimaryKeyConstraint('identities_pk', ['issuer', 'subject'])
    .execute();
  await db.schema.createIndex('identities_of_user').on('identities').column('user_id').execute();
}

/** Adds the owner: whoever deletes a user deletes this too. */
function owned<Table extends string, Column extends string>(table: CreateTableBuilder<Table, Column>) {
  return table.addColumn('user_id', 'text', (c) => c.notNull().references('users.id').onDelete('cascade'));
}
