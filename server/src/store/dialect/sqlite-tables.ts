import { backup, DatabaseSync, type SQLInputValue } from 'node:sqlite';
import { TABLE_KEYS, TABLE_NAMES, type TableName } from '../table-key.ts';
import { PAGE_ROWS, type TableAccess, type TableRow } from './table-access.ts';

/** Copied at once, beside the event loop: 4 MiB. */
const BACKUP_PAGES = 1_000;

/** Opens the tables of an SQLite file. @param access whether it may change them */
export function openSqliteTables(file: string, access: 'read' | 'write'): TableAccess {
  const db = new DatabaseSync(file, { readOnly: access === 'read' });
  db.exec('PRAGMA busy_timeout = 5000; PRAGMA foreign_keys = OFF');
  const all = (sql: string, ...values: SQLInputValue[]) => db.prepare(sql).all(...values) as TableRow[];
  const exec = async (sql: string) => db.exec(sql);
  const keyOf = (table: TableName) => TABLE_KEYS[table].map((column) => `"${column}"`);
  return {
    async listMigrations() {
      const [found] = all("select 1 from sqlite_schema where name = 'kysely_migration'");
      return found ? all('select name from kysely_migration order by name').map(({ name }) => String(name)) : [];
    },
    async listTables() {
      const there = new Set(all("select name from sqlite_schema where type = 'table'").map(({ name }) => name));
      return TABLE_NAMES.filter((name) => there.has(name));
    },
    isShared: async () => false,
    async beginReading() {
      db.exec('BEGIN');
      // SQLite takes its snapshot at the first read.
      all('select 1 from sqlite_schema limit 1');
    },
    begin: () => exec('BEGIN IMMEDIATE'),
    commit: () => exec('COMMIT'),
    rollback: () => exec('ROLLBACK'),
    count: async (table) => Number(all(`select count(*) as count from "${table}"`)[0]?.count),
    async *pages(table, after) {
      const key = keyOf(table);
      const from = after ? ` where (${key}) > (${key.map(() => '?')})` : '';
      const values = after ? TABLE_KEYS[table].map((column) => after[column] ?? null) : [];
      const rows = db.prepare(`select * from "${table}"${from} order by ${key}`).iterate(...values);
      let page: TableRow[] = [];
      for (const row of rows as IterableIterator<TableRow>) {
        page.push(row);
        if (page.length < PAGE_ROWS) continue;
        yield page;
        page = [];
      }
      if (page.length > 0) yield page;
    },
    async findLast(table) {
      const order = keyOf(table).map((column) => `${column} desc`);
      return all(`select * from "${table}" order by ${order} limit 1`)[0];
    },
    async insert(table, rows) {
      const columns = Object.keys(rows[0] ?? {});
      const names = columns.map((column) => `"${column}"`);
      const insert = db.prepare(`insert into "${table}" (${names}) values (${columns.map(() => '?')})`);
      for (const row of rows) insert.run(...columns.map((column) => row[column] ?? null));
    },
    async setParents(rows) {
      const set = db.prepare('update messages set parent_id = ? where id = ?');
      for (const { id = null, parent_id = null } of rows) set.run(parent_id, id);
    },
    clear: (table) => exec(`delete from "${table}"`),
    // Its counters rise with the keys that are inserted.
    settle: async () => undefined,
    async check() {
      const [first] = all('PRAGMA integrity_check(1)');
      if (first?.integrity_check !== 'ok') throw new Error(`The database is damaged: ${first?.integrity_check}`);
      const [broken] = all('PRAGMA foreign_key_check');
      if (broken) throw new Error(`A row of the table ${broken.table} refers to a row that is missing.`);
    },
    // The connection reads one state meanwhile, so that what others commit does not make the copy begin anew.
    saveAs: async (target, onProgress) =>
      void (await backup(db, target, {
        rate: BACKUP_PAGES,
        progress: ({ totalPages, remainingPages }) => onProgress(totalPages - remainingPages, totalPages),
      })),
    close: async () => db.close(),
  };
}
