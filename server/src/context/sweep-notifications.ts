import type { Clock } from '../kit/clock.ts';
import { notificationWriter } from '../store/notification-writer.ts';
import type { Store } from '../store/open.ts';

/** Nobody looks further back for what they were told; the things themselves are kept elsewhere. */
const KEPT_MS = 90 * 86_400_000;
/** As many as are removed in one transaction without keeping others waiting for long. */
const BATCH = 500;

/** Forgets what people were told a quarter of a year ago. Nothing depends on it but space; call it hourly. */
export async function sweepNotifications({ store, clock }: { store: Store; clock: Clock }): Promise<void> {
  const removeBatch = () => store.transact((tx) => notificationWriter.removeOld(tx, clock.now() - KEPT_MS, BATCH));
  while ((await removeBatch()) === BATCH);
}
