import { globSync } from 'node:fs';
import { join } from 'node:path';
import type { Kysely } from 'kysely';
import { createPostgresCompiler } from '../src/store/dialect/postgres.ts';
import { createSqliteCompiler } from '../src/store/dialect/sqlite.ts';
import { compileQuery, listQueries } from '../src/store/query.ts';
import type { Database } from '../src/store/schema.ts';

const STORE = join(import.meta.dirname, '../src/store');

/** Where the SQL of every query is kept for review. */
export const SQL_FILES = { sqlite: join(STORE, 'sql/sqlite.sql'), postgres: join(STORE, 'sql/postgres.sql') };

/** What every query of the store compiles to, by dialect, as the text of its file. */
export async function compileCatalogue(): Promise<{ sqlite: string; postgres: string }> {
  for (const file of globSync(`${STORE}/*-{reader,writer}.ts`)) await import(file);
  return { sqlite: print(createSqliteCompiler()), postgres: print(createPostgresCompiler()) };
}

function print(db: Kysely<Database>): string {
  const queries = listQueries().filter(({ name }) => !name.startsWith('test.'));
  return queries.map((query) => `-- ${query.name}\n${breakLines(compileQuery(db, query).sql)};\n`).join('\n');
}

/** One clause a line, so that a change shows as a change of that line. */
function breakLines(sql: string): string {
  return sql.replaceAll(
    / (from|where|and|or|set|values|on conflict|returning|order by|group by|limit|union all|inner join|left join) (?=["(?$a-z\d])/g,
    '\n  $1 ',
  );
}
