import { createHash } from 'node:crypto';
import { appendAudit } from '../audit/append-audit.ts';
import type { Clock } from '../kit/clock.ts';
import { copyTables, type OnProgress, sumTables, type TableSums } from '../store/copy-tables.ts';
import { openStore } from '../store/open.ts';
import { holdDatabase, requireCurrentSchema, type TableAccess, withTables } from '../store/open-tables.ts';
import { requireSame } from '../store/replace-tables.ts';
import { UNFINISHED_MOVE } from './unfinished-move.ts';

interface MoveParts {
  /** Locations, as for `openStore`. */
  from: string;
  to: string;
  /** Forget what an unfinished move has brought, and begin anew. */
  isFresh: boolean;
}

/**
 * Copies every row into another database, where a move that was cut off goes on behind its last page, and compares both row by row. The source stays as it
 * is. Until the end no server starts on the target.
 * @returns what every table holds, in both
 * @throws Error when something else uses either of them, the target holds accounts of its own, or they differ in the end
 */
export async function moveDatabase(
  { from, to, isFresh }: MoveParts,
  clock: Clock,
  onProgress: OnProgress,
): Promise<TableSums> {
  if (from === to) throw new Error('The database is there already.');
  const heldSource = await holdDatabase(from);
  try {
    // Brings the target up to date, and makes it where it is not there.
    await (await openStore(to)).close();
    const heldTarget = await holdDatabase(to);
    try {
      return await withTables(from, 'read', (source) =>
        withTables(to, 'write', (target) => moveRows(source, target, { from, to, isFresh }, clock, onProgress)),
      );
    } finally {
      heldTarget.release();
    }
  } finally {
    heldSource.release();
  }
}

async function moveRows(
  source: TableAccess,
  target: TableAccess,
  { from, isFresh }: MoveParts,
  clock: Clock,
  onProgress: OnProgress,
): Promise<TableSums> {
  for (const tables of [source, target]) {
    if (await tables.isShared())
      throw new Error('Something is connected to the database. Stop every server on it first.');
  }
  await requireCurrentSchema(source);
  await source.beginReading();
  await begin(target, markOf(from), isFresh, clock);
  const tables = (await source.listTables()).filter((table) => table !== 'instance_state');
  const commit = (write: () => Promise<void>) => inTransaction(target, write);
  await copyTables({ source, target, tables, onProgress, commit });
  await target.settle();
  await target.check();
  const sums = await sumTables(source, onProgress);
  await target.beginReading();
  const { instance_state: _, ...copied } = sums;
  requireSame(copied, await sumTables(target, () => undefined));
  await target.commit();
  await inTransaction(target, async () => {
    await target.clear('instance_state');
    for await (const page of source.pages('instance_state', undefined)) await target.insert('instance_state', page);
  });
  return sums;
}

/** Notes on the target where its rows come from, unless they do already. */
async function begin(target: TableAccess, mark: string, isFresh: boolean, clock: Clock): Promise<void> {
  await target.beginReading();
  let known: unknown;
  for await (const page of target.pages('instance_state', undefined)) {
    known ??= page.find(({ key }) => key === UNFINISHED_MOVE)?.value;
  }
  const isEmpty = (await target.count('users')) === 0;
  await target.commit();
  if (known === mark && !isFresh) return;
  if (known === undefined && !isEmpty)
    throw new Error('There are accounts in the target already. Move into an empty database.');
  if (known !== undefined && !isFresh) {
    throw new Error(
      'The target holds the first part of another database. Finish that move, or begin this one with --fresh.',
    );
  }
  await inTransaction(target, async () => {
    for (const table of (await target.listTables()).toReversed()) await target.clear(table);
    await target.insert('instance_state', [{ key: UNFINISHED_MOVE, value: mark, updated_at: clock.now() }]);
  });
}

async function inTransaction(target: TableAccess, write: () => Promise<void>): Promise<void> {
  await target.begin();
  try {
    await write();
    await target.commit();
  } catch (error) {
    await target.rollback();
    throw error;
  }
}

/** Knows a source again; its address may hold a password, which stays out of the target. */
function markOf(location: string): string {
  return createHash('sha256').update(location).digest('hex');
}

/** Notes a finished move in the audit log of the new database. */
export async function auditMove(location: string, rows: number, clock: Clock): Promise<void> {
  const store = await openStore(location);
  try {
    await store.transact((tx) =>
      appendAudit(tx, {
        at: clock.now(),
        actor: null,
        action: 'database.move',
        target: null,
        ip: 'command line',
        requestId: null,
        details: { rows },
      }),
    );
  } finally {
    await store.close();
  }
}
