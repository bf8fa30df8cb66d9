import { AppError } from '../errors.ts';
import type { OutboxHandler, OutboxOutcome } from '../job/outbox-worker.ts';
import type { Clock } from '../kit/clock.ts';
import type { LinkId } from '../kit/id.ts';
import { omiLinkReader } from '../store/omi-link-reader.ts';
import type { Store } from '../store/open.ts';
import type { OmiClient } from './omi-client.ts';
import { reservePush } from './push-budget.ts';
import { readAnswer } from './read-answer.ts';

/** Delivers queued answers through Omi's metered notification API. They are due when nobody speaks any more; until then a delivery takes them. */
export function createSendNotification(parts: {
  store: Store;
  clock: Clock;
  client: OmiClient | undefined;
}): OutboxHandler {
  const { store, clock, client } = parts;
  return async (row): Promise<OutboxOutcome> => {
    const link =
      row.subject_id === null ? undefined : await omiLinkReader.findUsable(store.read, row.subject_id as LinkId);
    if (!link) return { kind: 'done' };
    if (!client) return { kind: 'park', reason: 'no Omi app is configured to push this with' };
    const text = await readAnswer(store.read, link.user_id, row.payload);
    if (text === undefined) return { kind: 'done' };
    const waitMs = await store.transact((tx) => reservePush(tx, link.omi_user_id, 'answer', clock.now()));
    if (waitMs !== undefined) return { kind: 'wait', afterMs: waitMs };
    try {
      await client.notify(link.omi_user_id, text);
      return { kind: 'done' };
    } catch (error) {
      return toOutcome(error);
    }
  };
}

function toOutcome(error: unknown): OutboxOutcome {
  if (!(error instanceof AppError)) throw error;
  const reason = `${error.code}: ${error.message}`;
  if (error.code === 'E4004' || error.code === 'E4005') return { kind: 'park', reason };
  return error.retryAfterS === undefined
    ? { kind: 'retry', reason }
    : { kind: 'wait', afterMs: error.retryAfterS * 1000 };
}
