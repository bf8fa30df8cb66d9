import { sql } from 'kysely';
import type { UserId } from '../kit/id.ts';
import { must } from '../kit/must.ts';
import { PORTABLE_TABLES, type PortableTable } from './portable-table.ts';
import { type ReadHandle, type ReadQuery, readQuery } from './query.ts';

export type PortableRow = Record<string, string | number | null>;

interface PageArgs {
  userId: UserId;
  after: string;
  limit: number;
}

const queries = new Map(PORTABLE_TABLES.map((table) => [table.name, defineList(table)]));

function defineList({ name, columns, key, unless }: PortableTable): ReadQuery<PageArgs, PortableRow> {
  return readQuery(`portable.list_${name}`, (db, a: PageArgs) => {
    const list = sql.join(Object.keys(columns).map((column) => sql.ref(column)));
    const order = sql.join(key.map((column) => sql.ref(column)));
    const but = unless === undefined ? sql`` : sql` and (${sql.raw(unless)}) is not true`;
    const from = sql`select ${list} from ${sql.table(name)} where user_id = ${a.userId}${but}`;
    const page = isPaged(key) ? sql`and id > ${a.after} order by ${order} limit ${a.limit}` : sql`order by ${order}`;
    const query = sql<PortableRow>`${from} ${page}`;
    return { compile: () => query.compile(db) };
  });
}

function isPaged(key: readonly string[]): boolean {
  return key.length === 1 && key[0] === 'id';
}

const PAGE = 500;

/** The rows of a person in a table of {@link PORTABLE_TABLES}, in the order of its key, some at a time. */
export async function* listPortableRows(
  db: ReadHandle,
  table: PortableTable,
  userId: UserId,
): AsyncGenerator<PortableRow[]> {
  const query = must(queries.get(table.name), `the query of ${table.name}`);
  for (let after = ''; ; ) {
    const rows = await db.all(query, { userId, after, limit: PAGE });
    if (rows.length > 0) yield rows;
    const last = rows.at(-1)?.id;
    if (!isPaged(table.key) || rows.length < PAGE || typeof last !== 'string') return;
    after = last;
  }
}
