import { type Clock, toIso } from '../../kit/clock.ts';
import type { OmiExportKey } from '../../store/omi-export-reader.ts';
import type { Store } from '../../store/open.ts';
import type { OmiClient } from '../client/omi-client.ts';
import type { NewOmiConversation } from '../client/omi-data-call.ts';
import { sendOnce } from './send-once.ts';

export interface SentConversation extends Omit<NewOmiConversation, 'started_at' | 'finished_at'> {
  /** As `reserveStart` gave it; its start is the conversation's. */
  key: OmiExportKey;
  /** Milliseconds since 1970; five minutes after the start if absent, as Omi itself takes it. */
  finishedAt?: number | undefined;
}

const FIVE_MINUTES_MS = 300_000;
/** What was just created is among the newest; more may have come meanwhile. */
const ROWS_TO_LOOK_AT = 50;

/** Creates a conversation at Omi once, however often it is called with the same key. @throws as {@link sendOnce} */
export function sendConversation(
  parts: { store: Store; clock: Clock; client: OmiClient },
  omiUserId: string,
  { key, finishedAt, ...conversation }: SentConversation,
): Promise<void> {
  const { client } = parts;
  const started_at = toIso(key.startedAt);
  const finished_at = toIso(finishedAt ?? key.startedAt + FIVE_MINUTES_MS);
  return sendOnce(parts, {
    key,
    call: () => client.createConversation(omiUserId, { ...conversation, started_at, finished_at }),
    async isThere() {
      const query = { limit: ROWS_TO_LOOK_AT, includeDiscarded: true, maxTranscriptSegments: 0 };
      const newest = await client.listConversations(omiUserId, query);
      return newest.some((each) => each.started_at === started_at && (each.app_id ?? client.appId) === client.appId);
    },
  });
}
