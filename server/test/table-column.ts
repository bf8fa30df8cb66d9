import type { TestDatabase } from './database.ts';
import { runSql } from './raw-sql.ts';

/** A column of a table, as the database itself tells. */
export interface Column {
  table_name: string;
  column_name: string;
  is_text: boolean;
  /** Whether a row cannot be without it. */
  is_needed: boolean;
}

const COLUMNS = {
  sqlite: `select m.name as table_name, c.name as column_name, lower(c.type) = 'text' as is_text,
      c."notnull" = 1 and c.dflt_value is null and not (c.pk = 1 and lower(c.type) = 'integer') as is_needed
    from sqlite_master m join pragma_table_info(m.name) c where m.type = 'table' and m.sql not like 'create virtual%'`,
  postgres: `select c.table_name, c.column_name, c.data_type = 'text' as is_text,
      c.is_nullable = 'NO' and c.column_default is null as is_needed
    from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
    where c.table_schema = 'public' and t.table_type = 'BASE TABLE' and c.is_generated = 'NEVER'`,
};

/** Every column that is stored, of every table. */
export async function listColumns(database: TestDatabase): Promise<Column[]> {
  const rows = await runSql(database, COLUMNS[database.location.startsWith('postgres') ? 'postgres' : 'sqlite']);
  return rows.map((row) => ({
    table_name: String(row.table_name),
    column_name: String(row.column_name),
    is_text: Boolean(row.is_text),
    is_needed: Boolean(row.is_needed),
  }));
}
