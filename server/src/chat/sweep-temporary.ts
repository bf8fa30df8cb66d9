import type { Clock } from '../kit/clock.ts';
import { conversationWriter } from '../store/conversation-writer.ts';
import type { Store } from '../store/open.ts';

/** As many are deleted in one transaction without keeping others waiting for long. */
const BATCH = 20;

/** Deletes the temporary conversations whose time is over, with everything in them. Call it hourly. */
export async function sweepTemporary({ store, clock }: { store: Store; clock: Clock }): Promise<void> {
  for (let gone = BATCH; gone === BATCH; ) {
    gone = await store.transact((tx) => conversationWriter.deleteExpired(tx, clock.now(), BATCH));
  }
}
