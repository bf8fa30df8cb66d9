import { chmod, mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Clock, toIso } from '../kit/clock.ts';
import { flush } from '../kit/flush.ts';
import { must } from '../kit/must.ts';
import { countRows, type OnProgress, type RowCounts } from '../store/copy-tables.ts';
import { isPostgres } from '../store/is-postgres.ts';
import { createDatabase } from '../store/open.ts';
import { type TableAccess, withTables } from '../store/open-tables.ts';
import { replaceTables } from '../store/replace-tables.ts';
import {
  type BackupManifest,
  CONTENTS_DIR,
  DATABASE_FILE,
  hashFile,
  MANIFEST_FILE,
  markSecret,
} from './backup-manifest.ts';
import { type ContentCount, copyContents } from './copy-contents.ts';
import { type Backup, listBackups } from './list-backups.ts';
import { proveBackup } from './prove-backup.ts';

export interface BackupParts {
  /** Of the database, as for `openStore`. */
  location: string;
  /** Where backups lie, each in a folder of its own. */
  backupsDir: string;
  /** Where the contents of files lie; null where they lie in a bucket, or are not wanted. */
  filesDir: string | null;
  sessionSecret: string;
  /** Of this program. */
  version: string;
  /** How many backups stay, this one included; null for all. */
  keep: number | null;
}

const UNFINISHED = '.unfinished-';
/** What is older was left by a process that died. */
const ABANDONED_MS = 86_400_000;

/**
 * Makes a backup of the database as it is at one moment, while others read and write it, and proves that it can be restored. Only then does it have its name,
 * and only then do older ones make room.
 * @throws Error when there is no database, or the backup could not be proved
 */
export async function createBackup(
  { location, backupsDir, filesDir, sessionSecret, version, keep }: BackupParts,
  clock: Clock,
  onProgress: OnProgress,
): Promise<Backup> {
  const createdAt = clock.now();
  const name = `omniai-${toIso(createdAt).replace(/[-:.]/g, '')}`;
  const draft = join(backupsDir, `${UNFINISHED}${name}-${process.pid}`);
  await removeAbandoned(backupsDir, createdAt);
  await mkdir(draft, { recursive: true, mode: 0o700 });
  try {
    const file = join(draft, DATABASE_FILE);
    const { migrations, rows } = await copyDatabase(location, file, onProgress);
    await chmod(file, 0o600);
    await flush(file);
    const files = filesDir === null ? null : await copyFiles(file, filesDir, join(draft, CONTENTS_DIR));
    const manifest: BackupManifest = {
      format: 1,
      created_at: toIso(createdAt),
      version,
      source: isPostgres(location) ? 'postgres' : 'sqlite',
      migrations,
      rows,
      bytes: (await stat(file)).size,
      sha256: await hashFile(file),
      files,
      secret_mark: markSecret(sessionSecret),
    };
    await proveBackup(draft, manifest);
    await writeFile(join(draft, MANIFEST_FILE), `${JSON.stringify(manifest, null, 2)}\n`, { mode: 0o600, flush: true });
    const path = join(backupsDir, name);
    await rename(draft, path);
    await flush(backupsDir);
    await removeOldest(backupsDir, keep);
    return { name, path, manifest };
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    throw error;
  }
}

async function copyDatabase(
  location: string,
  file: string,
  onProgress: OnProgress,
): Promise<{ migrations: string[]; rows: RowCounts }> {
  return withTables(location, 'read', async (source) => {
    await source.beginReading();
    const migrations = await source.listMigrations();
    if (migrations.length === 0) throw new Error('There is no database yet: start the server once.');
    const { rows } = await countRows(source);
    if (source.saveAs) await source.saveAs(file, onProgress);
    else await copyRows(source, file, must(migrations.at(-1), 'a migration'), onProgress);
    return { migrations, rows };
  });
}

/** After the rows were copied: what somebody adds from then on is not in them. */
async function copyFiles(database: string, from: string, to: string): Promise<ContentCount> {
  await mkdir(to, { mode: 0o700 });
  return withTables(database, 'read', async (tables) => {
    await tables.beginReading();
    return copyContents(tables, from, to);
  });
}

async function copyRows(source: TableAccess, file: string, lastMigration: string, onProgress: OnProgress) {
  await createDatabase(file, lastMigration);
  await withTables(file, 'write', (target) => replaceTables(source, target, onProgress));
}

async function removeOldest(backupsDir: string, keep: number | null): Promise<void> {
  if (keep === null) return;
  for (const { path } of (await listBackups(backupsDir)).slice(keep)) await rm(path, { recursive: true });
}

async function removeAbandoned(backupsDir: string, now: number): Promise<void> {
  await mkdir(backupsDir, { recursive: true, mode: 0o700 });
  for (const name of await readdir(backupsDir)) {
    const path = join(backupsDir, name);
    if (!name.startsWith(UNFINISHED) || now - (await stat(path)).mtimeMs < ABANDONED_MS) continue;
    await rm(path, { recursive: true, force: true });
  }
}
