import { resolve } from 'node:path';
import type { Command } from 'commander';
import { auditMove, moveDatabase } from '../../admin/move-database.ts';
import { loadConfig } from '../../config.ts';
import { systemClock as clock } from '../../kit/clock.ts';
import { isPostgres } from '../../store/is-postgres.ts';
import { leaf, type Stage } from '../leaf.ts';
import type { Outcome } from '../outcome.ts';
import { withProgress } from '../progress.ts';
import type { Terminal } from '../terminal.ts';

interface MoveOptions {
  json?: boolean;
  to: string;
  fresh?: boolean;
}

/** `omniai move`: from SQLite to Postgres or back. */
export function moveCommand({ terminal, perform }: Stage): Command {
  return leaf('move', 'copy everything into another database, while no server runs; goes on where it was cut off')
    .requiredOption('--to <database>', 'postgres://… or sqlite:<file>')
    .option('--fresh', 'begin anew instead of going on with an unfinished move')
    .action((options: MoveOptions) => perform(options, () => move(terminal, options)));
}

async function move(terminal: Terminal, { json, to: given, fresh = false }: MoveOptions): Promise<Outcome> {
  const from = loadConfig(terminal.env).databaseLocation;
  const to = toLocation(given);
  const tables = await withProgress(terminal, json, (onProgress) =>
    moveDatabase({ from, to, isFresh: fresh }, clock, onProgress),
  );
  const rows = Object.values(tables).reduce((sum, table) => sum + table.rows, 0);
  await auditMove(to, rows, clock);
  const next = isPostgres(to) ? 'Set DATABASE_URL and SESSION_SECRET' : 'Take DATABASE_URL away and set DATA_DIR';
  return {
    data: { rows, tables },
    lines: [
      `${rows} rows were copied and compared, table by table. The old database is as it was.`,
      `${next} for the server to use the new one, with the same session secret.`,
    ],
  };
}

function toLocation(given: string): string {
  if (isPostgres(given)) return given;
  const file = /^sqlite:(?:\/\/)?(.+)$/.exec(given)?.[1];
  if (file === undefined) throw new Error('--to must be postgres://… or sqlite:<file>.');
  return resolve(file);
}
