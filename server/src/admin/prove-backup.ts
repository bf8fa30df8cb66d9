import { constants, copyFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { verifyAudit } from '../audit/verify-audit.ts';
import { countRows } from '../store/copy-tables.ts';
import { openStore } from '../store/open.ts';
import { type TableAccess, withTables } from '../store/open-tables.ts';
import { type BackupManifest, CONTENTS_DIR, DATABASE_FILE, hashFile } from './backup-manifest.ts';
import { countContents } from './copy-contents.ts';

/**
 * Proves that a backup can be restored: its file is the one that was written, whole, with as many rows as it says, and a copy of it can be brought up to
 * date and opened, with an unbroken audit log.
 * @throws Error that says what is wrong with it
 */
export async function proveBackup(folder: string, manifest: BackupManifest): Promise<void> {
  const file = join(folder, DATABASE_FILE);
  const { size } = await stat(file);
  if (size !== manifest.bytes || (await hashFile(file)) !== manifest.sha256)
    throw new Error('The backup is damaged: its database is not the file that was written.');
  const scratch = join(folder, `scratch-${process.pid}.db`);
  try {
    // Where the file system can, the copy shares its blocks with the backup.
    await copyFile(file, scratch, constants.COPYFILE_FICLONE);
    await withTables(scratch, 'write', (tables) => checkRows(tables, manifest));
    await withTables(scratch, 'read', (tables) => checkContents(tables, folder, manifest));
    await tryToOpen(scratch);
  } finally {
    for (const end of ['', '.lock', '-wal', '-shm']) await rm(`${scratch}${end}`, { force: true });
  }
}

async function checkRows(tables: TableAccess, manifest: BackupManifest): Promise<void> {
  await tables.check();
  const rows = new Map<string, number>(Object.entries((await countRows(tables)).rows));
  for (const [table, count] of Object.entries(manifest.rows)) {
    const found = rows.get(table);
    if (found !== count)
      throw new Error(`The backup is damaged: ${table} has ${found ?? 'no'} rows instead of ${count}.`);
  }
}

async function checkContents(tables: TableAccess, folder: string, { files }: BackupManifest): Promise<void> {
  if (files === null) return;
  await tables.beginReading();
  const found = await countContents(tables, join(folder, CONTENTS_DIR));
  if (found.count < files.count)
    throw new Error(`The backup is damaged: ${files.count - found.count} of its ${files.count} files are missing.`);
}

/** Brings it up to date, as the server would at its start. */
async function tryToOpen(scratch: string): Promise<void> {
  const store = await openStore(scratch);
  try {
    const verdict = await verifyAudit(store.read);
    if (!verdict.ok) throw new Error(`The audit log in the backup is broken at entry ${verdict.brokenAt}.`);
  } finally {
    await store.close();
  }
}
