import { type AliasedRawBuilder, type Kysely, PostgresAdapter, type RawBuilder, sql } from 'kysely';
import type { Database } from '../schema.ts';

/**
 * Makes the index of messages and titles beside `search_entries`, under the `short_key` of an entry. A contentless FTS5 table holds no second copy of
 * the texts; on Postgres the vectors stand in a table of their own, so that reading entries does not read them. Also makes what notices that a title
 * changed, or that a temporary conversation is kept.
 */
export async function addSearchIndex(db: Kysely<unknown>): Promise<void> {
  await (isPostgres(db) ? addVectors(db) : addFts5(db));
}

async function addFts5(db: Kysely<unknown>): Promise<void> {
  // The terms come ready made: the tokenizer only has to cut at blanks.
  await sql`create virtual table search_index using fts5(
    terms, content='', contentless_delete=1, tokenize="ascii tokenchars '_'")`.execute(db);
  await sql`create trigger search_entries_delete after delete on search_entries begin
    delete from search_index where rowid = old.short_key; end`.execute(db);
  const note = sql`insert into stale_titles (conversation_id) values (new.id) on conflict do nothing;`;
  await sql`create trigger conversations_titled after insert on conversations begin ${note} end`.execute(db);
  await sql`create trigger conversations_retitled after update of title on conversations
    when old.title <> new.title begin ${note} end`.execute(db);
  await sql`create trigger conversations_kept after update of expires_at on conversations
    when old.expires_at is not null and new.expires_at is null begin ${note}
    update search_progress set indexed_to = min(indexed_to, new.id); end`.execute(db);
}

async function addVectors(db: Kysely<unknown>): Promise<void> {
  await sql`create table search_index (
    short_key bigint primary key references search_entries (short_key) on delete cascade, terms tsvector not null)`.execute(
    db,
  );
  // Without it every search reads through what waits to be sorted in, up to 4 MiB; nobody waits for the one who writes here.
  await sql`create index search_index_terms on search_index using gin (terms) with (fastupdate = off)`.execute(db);
  const note = sql`insert into stale_titles (conversation_id) values (new.id) on conflict do nothing;`;
  await sql`create function note_title() returns trigger language plpgsql as $$ begin ${note} return null; end $$`.execute(
    db,
  );
  await sql`create function note_kept() returns trigger language plpgsql as $$ begin ${note}
    update search_progress set indexed_to = least(indexed_to, new.id); return null; end $$`.execute(db);
  await sql`create trigger conversations_titled after insert on conversations
    for each row execute function note_title()`.execute(db);
  await sql`create trigger conversations_retitled after update of title on conversations
    for each row when (old.title <> new.title) execute function note_title()`.execute(db);
  await sql`create trigger conversations_kept after update of expires_at on conversations
    for each row when (old.expires_at is not null and new.expires_at is null) execute function note_kept()`.execute(db);
}

/** The newest entries that match among those with keys from `from` on and before `before`, newest first. */
export function entryHits(
  db: Kysely<Database>,
  a: { fts5: string; tsquery: string; from: number; before: number; limit: number },
): AliasedRawBuilder<{ short_key: number }, 'hit'> {
  const hits = isPostgres(db)
    ? sql`select short_key from search_index where terms @@ cast(${a.tsquery} as tsquery)
        and short_key >= ${a.from} and short_key < ${a.before} order by short_key desc limit ${a.limit}`
    : sql`select rowid as short_key from search_index where search_index match ${a.fts5}
        and rowid >= ${a.from} and rowid < ${a.before} order by rowid desc limit ${a.limit}`;
  return sql<{ short_key: number }>`(${hits})`.as('hit');
}

/** All entries that match. */
export function allEntryHits(
  db: Kysely<Database>,
  a: { fts5: string; tsquery: string },
): AliasedRawBuilder<{ short_key: number }, 'hit'> {
  const hits = isPostgres(db)
    ? sql`select short_key from search_index where terms @@ cast(${a.tsquery} as tsquery)`
    : sql`select rowid as short_key from search_index where search_index match ${a.fts5}`;
  return sql<{ short_key: number }>`(${hits})`.as('hit');
}

/** Puts the terms of an entry into the index. */
export function insertTerms(
  db: Kysely<Database>,
  a: { key: number; fts5: string; tsvector: string },
): RawBuilder<unknown> {
  return isPostgres(db)
    ? sql`insert into search_index (short_key, terms) values (${a.key}, cast(${a.tsvector} as tsvector))`
    : sql`insert into search_index (rowid, terms) values (${a.key}, ${a.fts5})`;
}

/**
 * Bounds how long the transaction waits for rows that others hold: less than the second after which Postgres ends one of two that wait for each other,
 * which might be a person's. SQLite has one writer.
 */
export function boundWaits(db: Kysely<Database>): RawBuilder<unknown> {
  return isPostgres(db) ? sql`select set_config('lock_timeout', '500', true)` : sql`select 1`;
}

function isPostgres(db: Pick<Kysely<unknown>, 'getExecutor'>): boolean {
  return db.getExecutor().adapter instanceof PostgresAdapter;
}
