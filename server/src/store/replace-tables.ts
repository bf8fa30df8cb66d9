import { copyTables, type OnProgress, sumTables, type TableSums } from './copy-tables.ts';
import type { TableAccess } from './dialect/table-access.ts';

/**
 * Puts the rows of `source` in the place of those of `target`, in one transaction, and compares both before it is committed.
 * @param source in a transaction that reads one state
 */
export async function replaceTables(source: TableAccess, target: TableAccess, onProgress: OnProgress): Promise<void> {
  await target.begin();
  try {
    const tables = await target.listTables();
    for (const table of tables.toReversed()) await target.clear(table);
    await copyTables({ source, target, tables, onProgress, commit: (write) => write() });
    await target.settle();
    requireSame(await sumTables(source, () => undefined), await sumTables(target, () => undefined));
    await target.commit();
  } catch (error) {
    await target.rollback();
    throw error;
  }
}

/** @throws Error that names the first table that differs */
export function requireSame(source: TableSums, target: TableSums): void {
  for (const [table, sum] of Object.entries(source)) {
    const copy = Object.entries(target).find(([name]) => name === table)?.[1];
    if (copy?.rows === sum.rows && copy.sha256 === sum.sha256) continue;
    throw new Error(
      `The table ${table} differs: ${sum.rows} rows here, ${copy?.rows ?? 'none'} there, or other contents.`,
    );
  }
}
