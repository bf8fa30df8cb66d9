import type { Clock } from '../kit/clock.ts';
import { instanceStateReader } from '../store/instance-state-reader.ts';
import { instanceStateWriter } from '../store/instance-state-writer.ts';
import type { Store } from '../store/open.ts';
import type { ReadHandle, WriteHandle } from '../store/query.ts';
import { cutAudit } from './cut-audit.ts';

const KEY = 'audit_days';
const DAY_MS = 86_400_000;

/** How long entries of the audit log are kept, in days; null for ever, as it is unless set. */
export async function readAuditDays(db: ReadHandle): Promise<number | null> {
  const value = await instanceStateReader.find(db, KEY);
  return value === undefined ? null : Number(value);
}

export async function writeAuditDays(tx: WriteHandle, days: number | null, now: number): Promise<void> {
  if (days === null) await instanceStateWriter.remove(tx, KEY);
  else await instanceStateWriter.put(tx, KEY, String(days), now);
}

/** Cuts off what is kept no longer; call it hourly. */
export async function sweepAudit(store: Store, clock: Clock): Promise<void> {
  const days = await readAuditDays(store.read);
  const now = clock.now();
  if (days !== null) await cutAudit(store, now - days * DAY_MS, now);
}
