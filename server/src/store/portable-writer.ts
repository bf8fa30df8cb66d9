import { sql } from 'kysely';
import type { UserId } from '../kit/id.ts';
import { must } from '../kit/must.ts';
import type { PortableRow } from './portable-reader.ts';
import { PORTABLE_TABLES, type PortableColumn, type PortableTable } from './portable-table.ts';
import { type WriteHandle, type WriteQuery, writeQuery } from './query.ts';

type RowArgs = Record<string, string | number | null>;

const queries = new Map(
  PORTABLE_TABLES.filter(({ isRestored }) => isRestored).map((table) => [table.name, defineInsert(table)]),
);

/**
 * A row takes its owner from the caller, and every id it names is looked up among the owner's: what is not theirs becomes null, or keeps the row out
 * where it has to be there. A row that exists is left as it is.
 */
function defineInsert({ name, columns, fixed = {} }: PortableTable): WriteQuery<RowArgs, unknown> {
  return writeQuery(`portable.insert_${name}`, (db, a: RowArgs) => {
    const entries = Object.entries(columns);
    const names = ['user_id', ...Object.keys(fixed), ...entries.map(([column]) => column)];
    const values = [
      sql`cast(${a.user_id} as text)`,
      ...Object.values(fixed).map((value) => sql.lit(value)),
      ...entries.map(([column, how]) => toValue(a, column, how)),
    ];
    const conditions = entries
      .filter(([, how]) => isReference(how) && !how.schema.safeParse(null).success)
      .map(([column, how]) => sql`and ${toValue(a, column, how)} is not null`);
    const query = sql`insert into ${sql.table(name)} (${sql.join(names.map((column) => sql.ref(column)))})
      select ${sql.join(values)} where true ${sql.join(conditions, sql` `)} on conflict do nothing`;
    return { compile: () => query.compile(db) };
  });
}

function isReference({ names }: PortableColumn): boolean {
  return names !== undefined && names !== 'own' && names !== 'any';
}

function toValue(a: RowArgs, column: string, how: PortableColumn) {
  const { names = '' } = how;
  if (!isReference(how)) return sql`cast(${a[column]} as ${sql.raw(how.type)})`;
  return sql`(select named.id from ${sql.table(names)} as named
    where named.id = cast(${a[column]} as text) and named.user_id = cast(${a.user_id} as text))`;
}

export const portableWriter = {
  /** Adds rows to a person's table, in their order, and gives how many of them were new and theirs. */
  async insert(tx: WriteHandle, table: PortableTable, userId: UserId, rows: readonly PortableRow[]): Promise<number> {
    const query = must(queries.get(table.name), `the query of ${table.name}`);
    const changes = await tx.runEach(
      query,
      rows.map((row) => ({ ...row, user_id: userId })),
    );
    return changes.reduce((sum, count) => sum + count, 0);
  },
};
