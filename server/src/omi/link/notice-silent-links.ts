import { notify } from '../../context/notify.ts';
import { readPersonContext } from '../../context/preference.ts';
import type { Clock } from '../../kit/clock.ts';
import { omiLinkWriter } from '../../store/omi-link-writer.ts';
import { omiStatusReader, type SilentLinkRow } from '../../store/omi-status-reader.ts';
import type { Store } from '../../store/open.ts';
import type { WriteHandle } from '../../store/query.ts';

const DAY_MS = 86_400_000;
/** Nobody talks at night, and some not on a Sunday morning; a whole day without a word is not like somebody who talked on most others. */
const SILENT_MS = DAY_MS;
const ACTIVE_DAYS = 3;
const LOOK_BACK_MS = 7 * DAY_MS;

/**
 * Tells the owners of wearables that were heard on three of the last seven days and not once in the last 24 hours, once for each silence. The next
 * session that begins ends it. Who paused or took the consent back is silent on purpose; what Omi delivers meanwhile is still noted, though not what
 * it says.
 */
export async function noticeSilentLinks({ store, clock }: { store: Store; clock: Clock }): Promise<void> {
  const now = clock.now();
  const since = now - SILENT_MS;
  const silent = await omiStatusReader.listSilent(store.read, { since, from: since - LOOK_BACK_MS, days: ACTIVE_DAYS });
  for (const link of silent) await store.transact((tx) => tellSilence(tx, link, now));
}

async function tellSilence(tx: WriteHandle, link: SilentLinkRow, now: number): Promise<void> {
  const { preferences } = await readPersonContext(tx, link.user_id);
  if (preferences.paused || !preferences.voice_consent) return;
  if (!(await omiLinkWriter.noticeSilence(tx, link.id, now))) return;
  const news = {
    owner: link.user_id,
    kind: 'wearable_silent' as const,
    text: 'Nothing has come from your Omi for a day. Is it charged, and is the app enabled in Omi? The self-test on the Voice page looks at the rest.',
    conversationId: null,
    causeKey: `wearable_silent:${link.id}:${link.last_heard_at}`,
    push: true,
  };
  await notify(tx, news, now);
}
