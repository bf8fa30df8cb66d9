import type { TestDatabase } from './database.ts';
import { runSql } from './raw-sql.ts';
import { listColumns } from './table-column.ts';

/** Every place in the database where one of the words stands, as `table.column`. */
export async function findTraces(database: TestDatabase, words: readonly string[]): Promise<string[]> {
  const places = (await listColumns(database))
    // How far the search has come is no row of anything.
    .filter(({ is_text, table_name }) => is_text && table_name !== 'search_progress')
    .map(({ table_name: table, column_name: column }) => {
      const found = words.map((word) => `"${column}" like '%${word}%'`).join(' or ');
      return `select '${table}.${column}' as place where exists (select 1 from ${table} where ${found})`;
    });
  const rows = await runSql(database, places.join(' union all '));
  return rows.map(({ place }) => String(place));
}
