import type { Clock } from '../kit/clock.ts';
import type { Store } from '../store/open.ts';
import { outboxWriter } from '../store/outbox-writer.ts';

const DAY_MS = 86_400_000;
/**
 * With a row its `dedupe_key` is forgotten. That is safe after a week, because each cause is also remembered by a row of its own that lives at
 * least as long as it can come again (an utterance with its transcript, a notification, a follow-up's delivery, an item of Omi's), and Omi
 * repeats a delivery for less than a minute.
 */
const DONE_DAYS = 7;
/** Longer: a person looks at them. */
const PARKED_DAYS = 30;
/** On a server that is always busy nothing is done in the background. */
const BACKGROUND_DAYS = 15 / (24 * 60);
/** As many as are removed in one transaction without keeping others waiting for long. */
const BATCH = 500;

/** Removes what was settled long ago. Nothing depends on it but space; call it hourly. */
export async function sweepOutbox({ store, clock }: { store: Store; clock: Clock }): Promise<void> {
  for (const [status, days] of [
    ['done', DONE_DAYS],
    ['parked', PARKED_DAYS],
    ['background', BACKGROUND_DAYS],
  ] as const) {
    const settledBefore = clock.now() - days * DAY_MS;
    const removeBatch = () => store.transact((tx) => outboxWriter.removeOld(tx, status, settledBefore, BATCH));
    while ((await removeBatch()) === BATCH);
  }
}
