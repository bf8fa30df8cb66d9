import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { AppError } from '../errors.ts';
import type { Clock } from '../kit/clock.ts';
import type { Store } from '../store/open.ts';
import type { Act } from './act.ts';
import { auditAct } from './audit-act.ts';
import type { BackupParts } from './create-backup.ts';
import type { Backup } from './list-backups.ts';

/** Makes backups of the running server, one at a time; audited. It throws AppError E1003 while another one is made. */
export function createBackupMaker(
  { store, clock }: { store: Store; clock: Clock },
  parts: Omit<BackupParts, 'keep'>,
): (act: Act, keep: number | null) => Promise<Backup> {
  let isWorking = false;
  return async (act, keep) => {
    if (isWorking) throw new AppError('E1003', 'A backup is being made already. Wait for it.');
    isWorking = true;
    try {
      const workerData: BackupParts = { ...parts, keep };
      const thread = new Worker(new URL('./backup-thread.ts', import.meta.url), { workerData });
      const [backup]: Backup[] = await once(thread, 'message');
      if (!backup) throw new Error('the thread gave no backup');
      await auditBackup(store, act, backup, clock.now());
      return backup;
    } finally {
      isWorking = false;
    }
  };
}

/** Notes in the audit log that a backup was made. */
export function auditBackup(store: Store, act: Act, { name, manifest }: Backup, now: number): Promise<void> {
  const target = { type: 'backup', id: name };
  const details = { bytes: manifest.bytes, sha256: manifest.sha256 };
  return store.transact((tx) => auditAct(tx, act, { action: 'backup.create', target, details }, now));
}
