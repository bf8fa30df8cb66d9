import { readPersonContext } from '../../context/preference.ts';
import type { Clock } from '../../kit/clock.ts';
import type { LinkId } from '../../kit/id.ts';
import { omiStatusReader } from '../../store/omi-status-reader.ts';
import type { Store } from '../../store/open.ts';
import type { WriteHandle } from '../../store/query.ts';
import { voiceRetentionWriter } from '../../store/voice-retention-writer.ts';

const DAY_MS = 86_400_000;
/** Sessions hold times and no words. A week of them tells whether a wearable that is silent now used to be heard. */
const SESSION_DAYS = 8;
const LINKS_AT_ONCE = 100;

/**
 * Deletes raw transcripts that are older than their owners keep them, and with them the utterances, which repeat their words; what was asked
 * and answered stays in its conversation. Goes in small transactions, so that deliveries are not kept waiting.
 */
export async function expireTranscripts({ store, clock }: { store: Store; clock: Clock }): Promise<void> {
  const now = clock.now();
  let after = '';
  for (;;) {
    const links = await omiStatusReader.listAfter(store.read, after, LINKS_AT_ONCE);
    for (const { id, user_id } of links) {
      const { preferences } = await readPersonContext(store.read, user_id);
      await expireLink(store, id, preferences.transcript_days, now);
    }
    const last = links.at(-1);
    if (!last) return;
    after = last.id;
  }
}

async function expireLink(store: Store, id: LinkId, transcriptDays: number, now: number): Promise<void> {
  const before = now - transcriptDays * DAY_MS;
  const sessionsBefore = now - Math.max(transcriptDays, SESSION_DAYS) * DAY_MS;
  await repeat(store, (tx) => voiceRetentionWriter.removeSegments(tx, id, before));
  await repeat(store, (tx) => voiceRetentionWriter.removeUtterances(tx, id, before));
  await repeat(store, (tx) => voiceRetentionWriter.removeEmptySessions(tx, id, sessionsBefore));
}

async function repeat(store: Store, removeBatch: (tx: WriteHandle) => Promise<boolean>): Promise<void> {
  while (await store.transact(removeBatch));
}
