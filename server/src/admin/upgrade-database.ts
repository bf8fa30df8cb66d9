import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Clock } from '../kit/clock.ts';
import type { OnProgress } from '../store/copy-tables.ts';
import { openStore } from '../store/open.ts';
import { compareMigrations, withTables } from '../store/open-tables.ts';
import { type BackupParts, createBackup } from './create-backup.ts';
import type { Backup } from './list-backups.ts';

interface Upgrade {
  /** The migrations that were missing. */
  migrations: string[];
  /** What was made before anything was changed; null where nothing had to be, and after a rehearsal, which keeps none. */
  backup: Backup | null;
}

/**
 * Brings a database to this version. A backup is made of it as it is, and proved by migrating a copy; only where that went well is the database itself
 * touched, in one transaction for each migration.
 * @param isRehearsal only the copy is migrated, and thrown away
 * @throws Error when the server runs, the database is of a newer version, or the copy could not be migrated; then it is as it was
 */
export async function upgradeDatabase(
  parts: BackupParts,
  isRehearsal: boolean,
  clock: Clock,
  onProgress: OnProgress,
): Promise<Upgrade> {
  const migrations = await listMissing(parts.location);
  if (isRehearsal) {
    const backupsDir = await mkdtemp(join(tmpdir(), 'omniai-rehearsal-'));
    try {
      await createBackup({ ...parts, backupsDir, filesDir: null, keep: null }, clock, onProgress);
    } finally {
      await rm(backupsDir, { recursive: true });
    }
    return { migrations, backup: null };
  }
  if (migrations.length === 0) return { migrations, backup: null };
  const backup = await createBackup(parts, clock, onProgress);
  await (await openStore(parts.location)).close();
  return { migrations, backup };
}

async function listMissing(location: string): Promise<string[]> {
  const { missing, unknown } = await withTables(location, 'read', compareMigrations);
  if (unknown.length === 0) return missing;
  throw new Error('The database is of a newer version than this program. Install that version again.');
}
