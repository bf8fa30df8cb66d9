import { join } from 'node:path';
import type { Command } from 'commander';
import { upgradeDatabase } from '../../admin/upgrade-database.ts';
import { loadConfig } from '../../config.ts';
import { filesDirOf } from '../../file/create-file-shelf.ts';
import { systemClock as clock } from '../../kit/clock.ts';
import { readVersion } from '../../kit/version.ts';
import { leaf, type Stage } from '../leaf.ts';
import type { Outcome } from '../outcome.ts';
import { withProgress } from '../progress.ts';
import type { Terminal } from '../terminal.ts';

interface UpgradeOptions {
  json?: boolean;
  dryRun?: boolean;
}

/** `omniai upgrade`: the database follows a new version of the program. */
export function upgradeCommand({ terminal, perform }: Stage): Command {
  return leaf('upgrade', 'back the database up, try this version on the copy, then bring the database up to date')
    .option('--dry-run', 'only try it on a copy; the server may run meanwhile')
    .action((options: UpgradeOptions) => perform(options, () => upgrade(terminal, options)));
}

async function upgrade(terminal: Terminal, { json, dryRun = false }: UpgradeOptions): Promise<Outcome> {
  const { databaseLocation: location, dataDir, sessionSecret, s3 } = loadConfig(terminal.env);
  const filesDir = s3 ? null : filesDirOf(dataDir);
  const parts = {
    location,
    backupsDir: join(dataDir, 'backups'),
    filesDir,
    sessionSecret,
    version: readVersion(),
    keep: null,
  };
  const { migrations, backup } = await withProgress(terminal, json, (onProgress) =>
    upgradeDatabase(parts, dryRun, clock, onProgress),
  );
  const what = migrations.length === 0 ? 'nothing to do' : migrations.join(', ');
  const lines = dryRun
    ? [`A copy was brought up to date and opened (${what}). The database is as it was.`]
    : [`The database is of version ${parts.version} now (${what}).`];
  if (backup) lines.push(`Before that it was backed up: ${backup.path}`);
  return { data: { dry_run: dryRun, migrations, backup: backup?.path ?? null }, lines };
}
