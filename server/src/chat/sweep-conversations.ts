import type { Caller } from '../account/caller.ts';
import { appendAudit } from '../audit/append-audit.ts';
import { eachRetention, type RetentionTerm, readRetentionLimits } from '../context/retention.ts';
import type { Clock } from '../kit/clock.ts';
import type { Store } from '../store/open.ts';
import { type DueCount, retentionReader } from '../store/retention-reader.ts';
import { retentionWriter } from '../store/retention-writer.ts';

/** As many are deleted in one transaction without keeping others waiting for long: a conversation may hold thousands of messages. */
const BATCH = 20;

interface Swept extends DueCount {
  /** Whose they were. */
  people: number;
}

/**
 * Deletes the conversations whose time is over, with everything in them; one entry of the audit log tells how many. Call it hourly.
 * @param caller who asked for it; null for the server itself
 * @param signal ends it early, between two batches
 */
export async function sweepConversations(
  { store, clock }: { store: Store; clock: Clock },
  caller: Caller | null,
  signal?: AbortSignal,
): Promise<Swept> {
  const swept: Swept = { people: 0, conversations: 0, messages: 0 };
  try {
    for await (const { terms } of eachRetention(store.read, await readRetentionLimits(store.read), clock.now())) {
      const before = swept.conversations;
      for (const term of terms) await sweepTerm(store, term, swept, signal);
      if (swept.conversations > before) swept.people += 1;
      if (signal?.aborted) break;
    }
  } finally {
    // Also when a later one failed: what is gone is gone.
    if (swept.conversations > 0) await auditSweep({ store, clock }, caller, swept);
  }
  return swept;
}

async function sweepTerm(store: Store, term: RetentionTerm, swept: Swept, signal?: AbortSignal): Promise<void> {
  for (let found = BATCH; found === BATCH && !signal?.aborted; ) {
    // Outside the transaction: where nothing is due, which is nearly always, nobody waits for one.
    const due = await retentionReader.list(store.read, term, BATCH);
    found = due.length;
    if (found === 0) return;
    const ids = due.map(({ id }) => id);
    const wentEach = await store.transact((tx) => retentionWriter.remove(tx, term, ids));
    const gone = due.filter((_, index) => wentEach[index]);
    swept.conversations += gone.length;
    for (const { messages } of gone) swept.messages += messages;
  }
}

function auditSweep({ store, clock }: { store: Store; clock: Clock }, caller: Caller | null, swept: Swept) {
  const entry = { at: clock.now(), actor: null, action: 'retention.sweep', target: null, details: { ...swept } };
  const from = { ip: caller?.ip ?? null, requestId: caller?.requestId ?? null };
  return store.transact((tx) => appendAudit(tx, { ...entry, ...from }));
}
