import type { Command } from 'commander';
import { restoreBackup } from '../../admin/restore-backup.ts';
import { loadConfig } from '../../config.ts';
import { filesDirOf } from '../../file/create-file-shelf.ts';
import { systemClock as clock } from '../../kit/clock.ts';
import { findBackup } from '../find-backup.ts';
import { leaf, type Stage } from '../leaf.ts';
import type { Outcome } from '../outcome.ts';
import { withProgress } from '../progress.ts';
import type { Terminal } from '../terminal.ts';

interface RestoreOptions {
  json?: boolean;
  force?: boolean;
  otherSecret?: boolean;
}

/** `omniai restore`: a backup becomes the database of the settings, whichever kind that is. */
export function restoreCommand({ terminal, perform }: Stage): Command {
  return leaf('restore', 'put a backup in the place of the database, while no server runs on it')
    .argument('<backup>', 'its folder, or its name where it lies in DATA_DIR/backups')
    .option('--force', 'also where there are accounts already; an SQLite file is kept under another name')
    .option('--other-secret', 'also with another session secret: what was sealed with the old one is lost')
    .action((backup: string, options: RestoreOptions) => perform(options, () => restore(terminal, backup, options)));
}

async function restore(terminal: Terminal, named: string, options: RestoreOptions): Promise<Outcome> {
  const { databaseLocation: location, dataDir, sessionSecret, s3 } = loadConfig(terminal.env);
  const filesDir = s3 ? null : filesDirOf(dataDir);
  const parts = { backup: findBackup(dataDir, named), location, dataDir, filesDir, sessionSecret };
  const { force: isForced = false, otherSecret: acceptsOtherSecret = false } = options;
  const kept = await withProgress(terminal, options.json, (onProgress) =>
    restoreBackup({ ...parts, isForced, acceptsOtherSecret }, clock, onProgress),
  );
  const lines = ['The backup is restored. Everybody signs in anew; API keys are those of the backup.'];
  if (kept) lines.push(`The database that was there is kept as ${kept}.`);
  return { data: { kept }, lines };
}
