import { type AliasedRawBuilder, type Kysely, PostgresAdapter, sql } from 'kysely';
import type { UserId } from '../../kit/id.ts';
import type { Database } from '../schema.ts';
import type { Search } from '../search.ts';

/** Tables whose column `text` can be searched, each row by its owner. */
type SearchedTable = 'memories';

interface Hit {
  short_key: number;
  /** The smaller, the better. */
  rank: number;
}

/** The rows of a table that match, to be joined by their `short_key` and narrowed to their owner. */
export function searchHits(
  db: Kysely<Database>,
  table: SearchedTable,
  search: Search & { owner: UserId },
): AliasedRawBuilder<Hit, 'hit'> {
  const index = sql.table(`${table}_text`);
  const { owner } = search;
  // The owner stands in the index as a word, so that what others keep costs nothing; it counts for nothing in the rank.
  if (isPostgres(db)) {
    const words = sql`search_query(${search.tsquery})`;
    const own = sql`('''' || ${owner} || '''')::tsquery && ${words}`;
    return sql<Hit>`(select short_key, -ts_rank(words, ${words}) as rank from ${index} where words @@ (${own}))`.as(
      'hit',
    );
  }
  const own = sql`'user_id : "' || ${owner} || '" AND text : (' || ${search.fts5} || ')'`;
  return sql<Hit>`(select rowid as short_key, bm25(${index}, 0, 1) as rank from ${index} where ${index} match ${own})`.as(
    'hit',
  );
}

/**
 * Makes the column `text` of a table searchable, in an index beside it that triggers keep. The table must have its key from
 * {@link addSerialKey}, named `short_key`: SQLite's implicit row numbers may change when the file is vacuumed.
 */
export async function addFullText(db: Kysely<unknown>, table: SearchedTable): Promise<void> {
  await (isPostgres(db) ? addVectors(db, table) : addFts5(db, table));
}

async function addFts5(db: Kysely<unknown>, table: SearchedTable): Promise<void> {
  const index = sql.table(`${table}_text`);
  await sql`create virtual table ${index} using fts5(
    user_id, text, content=${sql.lit(table)}, content_rowid='short_key', tokenize='unicode61 remove_diacritics 2')`.execute(
    db,
  );
  const add = sql`insert into ${index} (rowid, user_id, text) values (new.short_key, new.user_id, new.text);`;
  const remove = sql`insert into ${index} (${index}, rowid, user_id, text)
    values ('delete', old.short_key, old.user_id, old.text);`;
  const triggers = { insert: add, delete: remove, 'update of text': sql`${remove} ${add}` };
  for (const [event, body] of Object.entries(triggers)) {
    const name = sql.id(`${table}_text_${event.slice(0, 6)}`);
    await sql`create trigger ${name} after ${sql.raw(event)} on ${sql.table(table)} begin ${body} end`.execute(db);
  }
}

/** The vectors are stored: making them anew to rank 800 matches took 120 ms. They stand beside the table, so that reading its rows does not read them. */
async function addVectors(db: Kysely<unknown>, table: SearchedTable): Promise<void> {
  const index = sql.table(`${table}_text`);
  const write = sql.id(`${table}_text_write`);
  await sql`create table ${index} (
    short_key bigint primary key references ${sql.table(table)} (short_key) on delete cascade, words tsvector not null)`.execute(
    db,
  );
  await sql`create index ${sql.id(`${table}_text_words`)} on ${index} using gin (words)`.execute(db);
  await sql`create function ${write}() returns trigger language plpgsql as $$
    begin
      insert into ${index} (short_key, words) values (new.short_key, search_vector(new.text) || array_to_tsvector(array[new.user_id]))
        on conflict (short_key) do update set words = excluded.words;
      return null;
    end $$`.execute(db);
  await sql`create trigger ${write} after insert or update of text on ${sql.table(table)}
    for each row execute function ${write}()`.execute(db);
}

/**
 * Makes what searches need in the schema, once (Postgres). `search_fold` takes accents off, as SQLite's tokenizer does for Latin letters; a
 * database that is not in UTF-8 keeps them. `search_vector` reads 100,000 characters: a tsvector cannot exceed 1 MiB.
 */
export async function createSearchFunctions(db: Kysely<unknown>): Promise<void> {
  if (!isPostgres(db)) return;
  await sql`create function search_fold(body text) returns text language plpgsql immutable parallel safe as $$
    begin
      if getdatabaseencoding() <> 'UTF8' then return body; end if;
      return normalize(regexp_replace(normalize(body, NFD), '[\\u0300-\\u036f]', '', 'g'), NFC);
    end $$`.execute(db);
  await sql`create function search_vector(body text) returns tsvector language sql immutable parallel safe
    return to_tsvector('simple', search_fold(left(body, 100000)))`.execute(db);
  await sql`create function search_query(words text) returns tsquery language sql immutable parallel safe
    return to_tsquery('simple', search_fold(words))`.execute(db);
}

function isPostgres(db: Pick<Kysely<unknown>, 'getExecutor'>): boolean {
  return db.getExecutor().adapter instanceof PostgresAdapter;
}
