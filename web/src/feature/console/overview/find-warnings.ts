import type { AdminProvider } from '../provider/use-admin-providers.ts';

/** What wants the admin's look, and where to do something about it. */
export type Warning =
  | { kind: 'no-model'; to: '/console/providers' }
  | { kind: 'provider-down'; to: '/console/providers'; name: string; message: string | null }
  | { kind: 'failing'; to: '/console/providers'; name: string; failures: number; answers: number }
  | { kind: 'parked'; to: '/console/outbox'; count: number }
  | { kind: 'no-backup' | 'old-backup'; to: '/console/backups' }
  | { kind: 'busy'; to: '/console/metrics' };

interface Facts {
  providers: readonly AdminProvider[];
  parked: number;
  /** The 99th percentile of how late the server's loop is. */
  lagMs: number;
  /** When the newest backup was made; null where there is none, undefined while that is not known. */
  lastBackupAt: string | null | undefined;
}

const OLD_BACKUP_MS = 7 * 86_400_000;
/** Below this share of failures an hour is an ordinary one. */
const FAILING_SHARE = 0.2;
const BUSY_LAG_MS = 250;

/** What is not as it should be, the worst first. */
export function findWarnings({ providers, parked, lagMs, lastBackupAt }: Facts, nowMs: number): Warning[] {
  const warnings: Warning[] = [];
  const models = providers.filter(({ kind, is_enabled }) => kind !== 'guide' && is_enabled);
  if (!models.some(({ status }) => status === 'up')) warnings.push({ kind: 'no-model', to: '/console/providers' });
  for (const { name, status, message, is_expected, traffic } of models) {
    const hour = traffic?.last_hour;
    if (status === 'down') {
      if (is_expected) warnings.push({ kind: 'provider-down', to: '/console/providers', name, message });
    } else if (hour && hour.answers >= 5 && hour.failures / hour.answers >= FAILING_SHARE) {
      const { failures, answers } = hour;
      warnings.push({ kind: 'failing', to: '/console/providers', name, failures, answers });
    }
  }
  if (parked > 0) warnings.push({ kind: 'parked', to: '/console/outbox', count: parked });
  if (lastBackupAt === null) warnings.push({ kind: 'no-backup', to: '/console/backups' });
  else if (lastBackupAt !== undefined && nowMs - Date.parse(lastBackupAt) > OLD_BACKUP_MS)
    warnings.push({ kind: 'old-backup', to: '/console/backups' });
  if (lagMs > BUSY_LAG_MS) warnings.push({ kind: 'busy', to: '/console/metrics' });
  return warnings;
}
