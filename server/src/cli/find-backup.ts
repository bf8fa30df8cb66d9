import { basename, join } from 'node:path';

/** Where a backup lies that is named on the command line: by its folder, or by its name alone where it lies among the others. */
export function findBackup(dataDir: string, named: string): string {
  return named === basename(named) ? join(dataDir, 'backups', named) : named;
}
