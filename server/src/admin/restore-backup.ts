import { constants, copyFile, link, mkdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { appendAudit } from '../audit/append-audit.ts';
import { type Clock, toIso } from '../kit/clock.ts';
import { flush } from '../kit/flush.ts';
import type { OnProgress } from '../store/copy-tables.ts';
import { isPostgres } from '../store/is-postgres.ts';
import { openStore } from '../store/open.ts';
import { holdDatabase, withTables } from '../store/open-tables.ts';
import { replaceTables } from '../store/replace-tables.ts';
import { sessionWriter } from '../store/session-writer.ts';
import { CONTENTS_DIR, DATABASE_FILE, markSecret, readManifest } from './backup-manifest.ts';
import { copyContents } from './copy-contents.ts';
import { proveBackup } from './prove-backup.ts';

interface RestoreParts {
  /** The folder of the backup. */
  backup: string;
  /** Of the database to be, as for `openStore`. */
  location: string;
  /** Where the contents of files are to lie; null where they lie in a bucket. */
  filesDir: string | null;
  /** Where there is room for a copy. */
  dataDir: string;
  sessionSecret: string;
  /** Whether a database that holds accounts may make room. */
  isForced: boolean;
  /** Whether second factors and invites that only the other secret opens may be lost. */
  acceptsOtherSecret: boolean;
}

/**
 * Puts a backup in the place of the database, after it proved that it can be; audited in what is restored. Everybody signs in anew: a session that was ended
 * after the backup would live again. Killed at any moment it leaves the old database or the new one.
 * @returns where the old SQLite file is kept; null where there was none
 * @throws Error when it is damaged, the server runs, the secret is another one, or accounts would be overwritten without `isForced`
 */
export async function restoreBackup(parts: RestoreParts, clock: Clock, onProgress: OnProgress): Promise<string | null> {
  const manifest = await readManifest(parts.backup);
  if (manifest.secret_mark !== markSecret(parts.sessionSecret) && !parts.acceptsOtherSecret) {
    throw new Error(
      'This backup was made with another session secret. Set SESSION_SECRET to that one (or put its file session-secret into DATA_DIR), or accept with --other-secret that authenticator apps, invites and keys that were sealed with it are lost.',
    );
  }
  await proveBackup(parts.backup, manifest);
  const held = await holdDatabase(parts.location);
  const file = isPostgres(parts.location) ? join(parts.dataDir, 'restoring.db') : `${parts.location}.restoring`;
  try {
    if (!parts.isForced) await refuseAccounts(parts.location);
    // One that was killed may have left a write-ahead log, which belongs to another file than the one that comes now.
    await removeDraft(file);
    await prepare(parts.backup, file, clock);
    // Before the rows that name them. What lies there already stays: a content is what its name says.
    if (manifest.files && parts.filesDir !== null) await bringFiles(file, parts.backup, parts.filesDir);
    if (isPostgres(parts.location)) {
      await replaceRows(file, parts.location, onProgress);
      return null;
    }
    return await replaceFile(file, parts.location, clock);
  } finally {
    await removeDraft(file);
    held.release();
  }
}

async function removeDraft(file: string): Promise<void> {
  for (const end of ['', '.lock', '-wal', '-shm']) await rm(`${file}${end}`, { force: true });
}

async function refuseAccounts(location: string): Promise<void> {
  if (!isPostgres(location) && !(await exists(location))) return;
  const users = await withTables(location, 'read', async (tables) =>
    (await tables.listTables()).includes('users') ? tables.count('users') : 0,
  ).catch((error: unknown) => {
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(`The database that is there cannot be read (${why}). With --force the backup takes its place.`);
  });
  if (users === 0) return;
  throw new Error('There are accounts in the database already. With --force the backup takes their place.');
}

/** Makes of the backup the database to be, in a file of its own. */
async function prepare(backup: string, file: string, clock: Clock): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  await copyFile(join(backup, DATABASE_FILE), file, constants.COPYFILE_FICLONE);
  const store = await openStore(file);
  try {
    await store.transact(async (tx) => {
      await sessionWriter.removeEverybodys(tx);
      const now = clock.now();
      await appendAudit(tx, {
        at: now,
        actor: null,
        action: 'backup.restore',
        target: null,
        ip: 'command line',
        requestId: null,
      });
    });
  } finally {
    await store.close();
  }
}

async function bringFiles(database: string, backup: string, filesDir: string): Promise<void> {
  await mkdir(filesDir, { recursive: true, mode: 0o700 });
  await withTables(database, 'read', async (tables) => {
    await tables.beginReading();
    await copyContents(tables, join(backup, CONTENTS_DIR), filesDir);
  });
}

async function replaceRows(file: string, location: string, onProgress: OnProgress): Promise<void> {
  await (await openStore(location)).close();
  await withTables(file, 'read', (source) =>
    withTables(location, 'write', async (target) => {
      if (await target.isShared())
        throw new Error('Something is connected to the database. Stop every server on it first.');
      await source.beginReading();
      await replaceTables(source, target, onProgress);
    }),
  );
}

async function replaceFile(file: string, location: string, clock: Clock): Promise<string | null> {
  await flush(file);
  if (!(await exists(location))) {
    await rename(file, location);
    await flush(dirname(location));
    return null;
  }
  const kept = `${location}.before-${toIso(clock.now()).replace(/[-:.]/g, '')}`;
  await foldLog(location, kept);
  await link(location, kept);
  await rename(file, location);
  await flush(dirname(location));
  return kept;
}

/** Brings what is still in the write-ahead log of the old file into it: beside the new file that log would be its ruin. */
async function foldLog(location: string, kept: string): Promise<void> {
  try {
    // Who closes the last connection folds the log; a connection that reads nothing has not opened it.
    await withTables(location, 'write', (old) => old.listTables());
  } catch {
    // It is damaged, which may be why somebody restores: its log is kept beside it.
  }
  for (const end of ['-wal', '-shm'])
    if (await exists(`${location}${end}`)) await rename(`${location}${end}`, `${kept}${end}`);
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return false;
      throw error;
    },
  );
}
