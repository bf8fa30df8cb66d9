import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { TABLE_KEYS, TABLE_NAMES, type TableName } from '../table-key.ts';
import { createTypes } from './postgres.ts';
import { PAGE_ROWS, type TableAccess, type TableRow } from './table-access.ts';

const LEAVING_LOOKS = 20;
const LEAVING_LOOK_MS = 100;

/** Opens the tables of a Postgres database. */
export async function openPostgresTables(url: string): Promise<TableAccess> {
  const client = new pg.Client({ connectionString: url, types: createTypes(), connectionTimeoutMillis: 5_000 });
  // A connection that breaks fails the statement under way; without a listener it would end the process.
  client.on('error', () => undefined);
  await client.connect();
  const all = async (sql: string, values: readonly unknown[] = []): Promise<TableRow[]> =>
    (await client.query(sql, [...values])).rows;
  const exec = async (sql: string) => void (await client.query(sql));
  return {
    async listMigrations() {
      const [found] = await all("select to_regclass('kysely_migration') is not null as is_there");
      return found?.is_there
        ? (await all('select name from kysely_migration order by name')).map(({ name }) => String(name))
        : [];
    },
    async listTables() {
      const rows = await all('select table_name from information_schema.tables where table_schema = current_schema()');
      const there = new Set(rows.map(({ table_name }) => table_name));
      return TABLE_NAMES.filter((name) => there.has(name));
    },
    async isShared() {
      // Postgres lists a connection for some time after it was closed.
      for (let look = 0; (await countOthers()) > 0; look += 1) {
        if (look === LEAVING_LOOKS) return true;
        await sleep(LEAVING_LOOK_MS);
      }
      return false;
    },
    beginReading: () => exec('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY'),
    begin: () => exec('BEGIN'),
    commit: () => exec('COMMIT'),
    rollback: () => exec('ROLLBACK'),
    count: async (table) => Number((await all(`select count(*) as count from "${table}"`))[0]?.count),
    async *pages(table, after) {
      const key = await listOrderedKey(table);
      const from = after ? ` where (${key}) > (${TABLE_KEYS[table].map((_, i) => `$${i + 1}`)})` : '';
      const values = after ? TABLE_KEYS[table].map((column) => after[column]) : [];
      // A cursor sorts once; the index of a key is in the order of the database's language, not of bytes.
      await client.query(`declare copied no scroll cursor for select * from "${table}"${from} order by ${key}`, values);
      for (;;) {
        const page = await all(`fetch ${PAGE_ROWS} from copied`);
        if (page.length > 0) yield page;
        if (page.length < PAGE_ROWS) break;
      }
      await exec('close copied');
    },
    async findLast(table) {
      const order = (await listOrderedKey(table)).map((column) => `${column} desc`);
      return (await all(`select * from "${table}" order by ${order} limit 1`))[0];
    },
    insert: async (table, rows) =>
      void (await all(`insert into "${table}" select * from json_populate_recordset(null::"${table}", $1)`, [
        JSON.stringify(rows),
      ])),
    setParents: async (rows) =>
      void (await all(
        `update messages m set parent_id = given.parent_id from json_populate_recordset(null::messages, $1) given where m.id = given.id`,
        [JSON.stringify(rows)],
      )),
    clear: (table) => exec(`delete from "${table}"`),
    async settle() {
      const counted = await all(
        `select table_name, column_name from information_schema.columns
         where table_schema = current_schema() and column_default like 'nextval(%'`,
      );
      for (const { table_name: table, column_name: column } of counted) {
        await exec(
          `select setval(pg_get_serial_sequence('${table}', '${column}'), coalesce(max("${column}"), 0) + 1, false) from "${table}"`,
        );
      }
    },
    // The server itself keeps every reference and page whole.
    check: async () => undefined,
    close: () => client.end(),
  };

  async function countOthers(): Promise<number> {
    const [others] = await all(
      `select count(*) as count from pg_stat_activity
       where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'`,
    );
    return Number(others?.count);
  }

  /** Texts are compared by their bytes, as SQLite does. */
  async function listOrderedKey(table: TableName): Promise<string[]> {
    const columns = await all(
      `select column_name, data_type from information_schema.columns where table_schema = current_schema() and table_name = $1`,
      [table],
    );
    const texts = new Set(
      columns.filter(({ data_type }) => data_type === 'text').map(({ column_name }) => column_name),
    );
    return TABLE_KEYS[table].map((column) => (texts.has(column) ? `"${column}" collate "C"` : `"${column}"`));
  }
}
