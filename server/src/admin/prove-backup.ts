import { constants, copyFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { verifyAudit } from '../audit/verify-audit.ts';
import { countRows } from '../store/copy-tables.ts';
import { openStore } from '../store/open.ts';
import { openTables } from '../store/open-tables.ts';
import { type BackupManifest, DATABASE_FILE, hashFile } from './backup-manifest.ts';

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
  await using scratch = await openScratchCopy(folder);
  await checkRows(scratch.file, manifest);
  const store = await openStore(scratch.file);
  try {
    const verdict = await verifyAudit(store.read);
    if (!verdict.ok) throw new Error(`The audit log in the backup is broken at entry ${verdict.brokenAt}.`);
  } finally {
    await store.close();
  }
}

async function checkRows(file: string, manifest: BackupManifest): Promise<void> {
  await using tables = await openTables(file, 'write');
  await tables.check();
  const rows = new Map<string, number>(Object.entries((await countRows(tables)).rows));
  for (const [table, count] of Object.entries(manifest.rows)) {
    const found = rows.get(table);
    if (found !== count)
      throw new Error(`The backup is damaged: ${table} has ${found ?? 'no'} rows instead of ${count}.`);
  }
}

/** A copy beside the backup, which may be migrated; it goes away with its scope. */
async function openScratchCopy(folder: string): Promise<{ file: string } & AsyncDisposable> {
  const file = join(folder, `scratch-${process.pid}.db`);
  const remove = async () => {
    for (const end of ['', '.lock', '-wal', '-shm']) await rm(`${file}${end}`, { force: true });
  };
  await remove();
  // Where the file system can, the copy shares its blocks with the backup.
  await copyFile(join(folder, DATABASE_FILE), file, constants.COPYFILE_FICLONE);
  return { file, [Symbol.asyncDispose]: remove };
}
