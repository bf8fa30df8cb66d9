import { type AliasedRawBuilder, type Kysely, PostgresAdapter, sql } from 'kysely';
import type { Database } from '../schema.ts';
import type { Search } from '../search.ts';

/** Tables whose column `text` can be searched. */
type SearchedTable = 'memories';

interface Hit {
  short_key: number;
  /** The smaller, the better. */
  rank: number;
}

/** The rows of a table that match, of whomever, to be joined by their `short_key`. */
export function searchHits(db: Kysely<Database>, table: SearchedTable, search: Search): AliasedRawBuilder<Hit, 'hit'> {
  if (!isPostgres(db)) {
    const index = sql.table(`${table}_text`);
    return sql<Hit>`(select rowid as short_key, rank from ${index} where ${index} match ${search.fts5})`.as('hit');
  }
  const vector = sql`search_vector(${sql.ref(`${table}.text`)})`;
  const query = sql`search_query(${search.tsquery})`;
  return sql<Hit>`(select short_key, -ts_rank(${vector}, ${query}) as rank
    from ${sql.table(table)} where ${vector} @@ ${query})`.as('hit');
}

/**
 * Makes the column `text` of a table searchable. The table must have its key from {@link addSerialKey}, named `short_key`: SQLite's implicit row
 * numbers may change when the file is vacuumed.
 */
export async function addFullText(db: Kysely<unknown>, table: SearchedTable): Promise<void> {
  if (isPostgres(db)) {
    await sql`create index ${sql.id(`${table}_text`)} on ${sql.table(table)} using gin (search_vector(text))`.execute(
      db,
    );
    return;
  }
  const index = sql.table(`${table}_text`);
  await sql`create virtual table ${index} using fts5(
    text, content=${sql.lit(table)}, content_rowid='short_key', tokenize='unicode61 remove_diacritics 2')`.execute(db);
  const add = sql`insert into ${index} (rowid, text) values (new.short_key, new.text);`;
  const remove = sql`insert into ${index} (${index}, rowid, text) values ('delete', old.short_key, old.text);`;
  const triggers = { insert: add, delete: remove, 'update of text': sql`${remove} ${add}` };
  for (const [event, body] of Object.entries(triggers)) {
    const name = sql.id(`${table}_text_${event.slice(0, 6)}`);
    await sql`create trigger ${name} after ${sql.raw(event)} on ${sql.table(table)} begin ${body} end`.execute(db);
  }
}

/**
 * Makes what searches need in the schema, once (Postgres). `search_fold` takes accents off, as SQLite's tokenizer does
 * for Latin letters; a database that is not in UTF-8 keeps them. `search_vector` reads 100,000 characters: a tsvector cannot exceed 1 MiB.
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
