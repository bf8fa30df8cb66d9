import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import { InvalidArgumentError } from 'commander';
import { readManifest } from '../../admin/backup-manifest.ts';
import { createBackup } from '../../admin/create-backup.ts';
import { type Backup, listBackups } from '../../admin/list-backups.ts';
import { auditBackup } from '../../admin/make-backup.ts';
import { proveBackup } from '../../admin/prove-backup.ts';
import { loadConfig } from '../../config.ts';
import { filesDirOf } from '../../file/create-file-shelf.ts';
import { systemClock as clock } from '../../kit/clock.ts';
import { readVersion } from '../../kit/version.ts';
import { atDatabase } from '../at-database.ts';
import { findBackup } from '../find-backup.ts';
import { leaf, type Stage } from '../leaf.ts';
import type { Outcome } from '../outcome.ts';
import { withProgress } from '../progress.ts';
import type { Terminal } from '../terminal.ts';

interface BackupOptions {
  json?: boolean;
  to?: string;
  keep?: number;
}

/** `omniai backup …`: snapshots of the database, also while the server runs. */
export function backupCommand({ terminal, perform }: Stage): Command {
  const folder = ['--to <folder>', 'where backups lie (DATA_DIR/backups)'] as const;
  return leaf('backup', 'make a backup while the server may run, and prove that it can be restored')
    .option(...folder)
    .option('--keep <number>', 'how many backups stay there, this one included', toCount)
    .action((options: BackupOptions) => perform(options, () => create(terminal, options)))
    .addCommand(
      leaf('list', 'show the backups, newest first')
        .option(...folder)
        .action((_, command: Command) => {
          const options: BackupOptions = command.optsWithGlobals();
          return perform(options, () => list(terminal, options));
        }),
    )
    .addCommand(
      leaf('check', 'prove again that a backup can be restored')
        .argument('<backup>', 'its folder, or its name where it lies in DATA_DIR/backups')
        .action((named: string, _, command: Command) =>
          perform(command.optsWithGlobals(), async () => {
            const path = findBackup(loadConfig(terminal.env).dataDir, named);
            const manifest = await readManifest(path);
            await proveBackup(path, manifest);
            return { data: { manifest }, lines: [`${path} can be restored: ${describe({ manifest })}.`] };
          }),
        ),
    );
}

async function create(terminal: Terminal, { json, to, keep }: BackupOptions): Promise<Outcome> {
  const { databaseLocation: location, dataDir, sessionSecret, s3 } = loadConfig(terminal.env);
  const filesDir = s3 ? null : filesDirOf(dataDir);
  const backupsDir = to === undefined ? join(dataDir, 'backups') : resolve(to);
  const parts = { location, backupsDir, filesDir, sessionSecret, version: readVersion(), keep: keep ?? null };
  const backup = await withProgress(terminal, json, (onProgress) => createBackup(parts, clock, onProgress));
  await atDatabase(terminal, ({ store, act }) => auditBackup(store, act, backup, clock.now()));
  return {
    data: { backup: toData(backup) },
    lines: [
      `${backup.path}: ${describe(backup)}. It was opened, checked, counted and brought up to date in a copy.`,
      ...(s3 ? [`It does not hold the files: they lie in the bucket ${s3.bucket}. Keep copies of that too.`] : []),
      'It does not hold the session secret. Keep SESSION_SECRET (or the file session-secret in DATA_DIR) in another safe place.',
    ],
  };
}

async function list(terminal: Terminal, { to }: BackupOptions): Promise<Outcome> {
  const backups = await listBackups(to === undefined ? join(loadConfig(terminal.env).dataDir, 'backups') : to);
  const lines = backups.map((backup) => `${backup.path}: ${describe(backup)}`);
  return { data: { items: backups.map(toData) }, lines: lines.length > 0 ? lines : ['There are no backups there.'] };
}

function toData({ name, path, manifest }: Backup) {
  return { ...manifest, name, path };
}

function describe({ manifest }: Pick<Backup, 'manifest'>): string {
  const rows = Object.values(manifest.rows).reduce((sum, count) => sum + count, 0);
  const megabytes = ((manifest.bytes + (manifest.files?.bytes ?? 0)) / 1e6).toFixed(1);
  const files = manifest.files ? `, ${manifest.files.count} files` : '';
  return `${rows} rows${files}, ${megabytes} MB, of ${manifest.created_at}`;
}

function toCount(value: string): number {
  if (!/^[1-9]\d{0,3}$/.test(value)) throw new InvalidArgumentError('It must be a number from 1 to 9999.');
  return Number(value);
}
