import { createHash } from 'node:crypto';
import type { TableAccess, TableRow } from './dialect/table-access.ts';
import type { TableName } from './table-key.ts';

/** Rows that are done, of all. */
export type OnProgress = (done: number, total: number) => void;

/** What a table holds, so that two can be compared without either of them. */
type TableSum = { rows: number; sha256: string };
export type TableSums = Partial<Record<TableName, TableSum>>;
/** By table; a database of an earlier version has fewer. */
export type RowCounts = Partial<Record<TableName, number>>;

interface CopyParts {
  /** In a transaction that reads one state. */
  source: TableAccess;
  target: TableAccess;
  tables: readonly TableName[];
  onProgress: OnProgress;
  /** Runs each page in what makes it last, or just runs it where a transaction is open already. */
  commit: (write: () => Promise<void>) => Promise<void>;
}

/**
 * Copies rows with their keys. What a table of the target holds must be the beginning of what the source's holds, in the order of the keys: the copy
 * goes on behind it.
 */
export async function copyTables({ source, target, tables, onProgress, commit }: CopyParts): Promise<void> {
  const total = (await countRows(source)).total;
  let done = 0;
  for (const table of tables) {
    done += await target.count(table);
    for await (const page of source.pages(table, await target.findLast(table))) {
      await commit(() => target.insert(table, table === 'messages' ? page.map(withoutLaterParent) : page));
      done += page.length;
      onProgress(done, total);
    }
    if (table !== 'messages') continue;
    for await (const page of source.pages(table, undefined)) {
      const late = page.filter(hasLaterParent);
      if (late.length > 0) await commit(() => target.setParents(late));
    }
  }
}

/** How many rows every table holds. */
export async function countRows(tables: TableAccess): Promise<{ total: number; rows: RowCounts }> {
  const counts: [TableName, number][] = [];
  for (const table of await tables.listTables()) counts.push([table, await tables.count(table)]);
  const rows = Object.fromEntries(counts) as RowCounts;
  return { total: counts.reduce((sum, [, count]) => sum + count, 0), rows };
}

/** Counts and hashes every row; equal tables have equal sums on either database. */
export async function sumTables(tables: TableAccess, onProgress: OnProgress): Promise<TableSums> {
  const { total } = await countRows(tables);
  const sums: [TableName, TableSum][] = [];
  let done = 0;
  for (const table of await tables.listTables()) {
    const hash = createHash('sha256');
    let rows = 0;
    for await (const page of tables.pages(table, undefined)) {
      const columns = Object.keys(page[0] ?? {}).sort();
      for (const row of page) hash.update(`${JSON.stringify(columns.map((column) => row[column]))}\n`);
      rows += page.length;
      done += page.length;
      onProgress(done, total);
    }
    sums.push([table, { rows, sha256: hash.digest('hex') }]);
  }
  return Object.fromEntries(sums) as TableSums;
}

/** Ids count up with time, but the clocks of two servers may differ: a parent may come behind its child. */
function hasLaterParent({ id, parent_id: parent }: TableRow): boolean {
  return typeof parent === 'string' && typeof id === 'string' && parent > id;
}

function withoutLaterParent(row: TableRow): TableRow {
  return hasLaterParent(row) ? { ...row, parent_id: null } : row;
}
