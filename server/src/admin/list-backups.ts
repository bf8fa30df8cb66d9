import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type BackupManifest, readManifest } from './backup-manifest.ts';

export interface Backup {
  name: string;
  /** Its folder. */
  path: string;
  manifest: BackupManifest;
}

/** The backups of a folder, newest first. What is not one, or is not finished, is left out. */
export async function listBackups(backupsDir: string): Promise<Backup[]> {
  const names = await readdir(backupsDir).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  const found = await Promise.all(
    names
      .filter((name) => name.startsWith('omniai-'))
      .map(async (name): Promise<Backup | undefined> => {
        const path = join(backupsDir, name);
        const manifest = await readManifest(path).catch(() => undefined);
        return manifest && { name, path, manifest };
      }),
  );
  return found
    .filter((backup) => backup !== undefined)
    .sort((a, b) => b.manifest.created_at.localeCompare(a.manifest.created_at));
}
