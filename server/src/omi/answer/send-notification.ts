import { pushPayload } from '../../context/notification.ts';
import { readPersonContext } from '../../context/preference.ts';
import { quietUntil } from '../../context/quiet-hours.ts';
import { AppError } from '../../errors.ts';
import type { OutboxHandler, OutboxOutcome } from '../../job/outbox-worker.ts';
import type { Clock } from '../../kit/clock.ts';
import type { LinkId } from '../../kit/id.ts';
import { must } from '../../kit/must.ts';
import { notificationReader } from '../../store/notification-reader.ts';
import { type NotificationRow, notificationWriter } from '../../store/notification-writer.ts';
import { omiLinkReader } from '../../store/omi-link-reader.ts';
import type { Store } from '../../store/open.ts';
import type { OutboxRow } from '../../store/outbox-writer.ts';
import { voiceSessionWriter } from '../../store/voice-session-writer.ts';
import type { OmiClient } from '../client/omi-client.ts';
import { fitPush } from './answer-frame.ts';
import { givePushBack, reservePush } from './push-budget.ts';

/** What could not be pushed for so long is left to the app: nobody wants Monday's answer on Thursday. */
const TOO_OLD_MS = 24 * 3_600_000;
/** For so long an answer belongs to a question that was just asked: it does not mind quiet hours, and may ride on the next delivery's reply. */
const JUST_ASKED_MS = 10 * 60_000;

const NO_APP = 'No Omi app is configured on this server.';
const NO_PUSHES = 'You allow no pushes to your Omi.';

interface SendParts {
  store: Store;
  clock: Clock;
  /** Undefined where no Omi app is configured. */
  client: OmiClient | undefined;
}

/**
 * Pushes queued notifications through Omi's metered API, as the person's quiet hours and limits allow. Answers are due when nobody speaks any
 * more; until then a delivery takes them. Omi takes no key that would make a push happen once: where this process dies while it pushes, it is
 * not pushed again; where Omi's reply is lost, it is.
 */
export function createSendNotification(parts: SendParts): OutboxHandler {
  return async (row) => {
    const id = pushPayload.read(row.payload);
    const notification = await notificationReader.find(parts.store.read, must(row.user_id, 'the owner'), id);
    if (!notification || notification.status === 'sent' || notification.status === 'dropped') return { kind: 'done' };
    return push(parts, row, notification);
  };
}

async function push(
  { store, clock, client }: SendParts,
  row: OutboxRow,
  notification: NotificationRow,
): Promise<OutboxOutcome> {
  const now = clock.now();
  const { preferences } = await readPersonContext(store.read, notification.user_id);
  const link = await omiLinkReader.findUsable(store.read, must(row.subject_id, 'the link') as LinkId);
  if (!link) return drop(notification, 'This Omi user is not linked with you any more.');
  if (now - notification.created_at >= TOO_OLD_MS) return drop(notification, 'It could not be pushed within a day.');

  const askedUntil = notification.kind === 'answer' ? notification.created_at + JUST_ASKED_MS : 0;
  if (!client || preferences.pushes_per_hour === 0) {
    const reason = client ? NO_PUSHES : NO_APP;
    return now < askedUntil ? waitFor(notification, askedUntil - now, reason) : drop(notification, reason);
  }
  const quietEnd = now < askedUntil ? undefined : quietUntil(now, preferences);
  if (quietEnd !== undefined) return waitFor(notification, quietEnd - now, 'It waits for the end of your quiet hours.');
  const budget = { perHour: preferences.pushes_per_hour };
  const waitMs = await store.transact(async (tx) => {
    const ms = await reservePush(tx, link.omi_user_id, budget, now);
    // Before Omi has it: should the server die in between, it is rather not pushed than pushed twice. It stands in the app in any case.
    if (ms === undefined) await notificationWriter.markSent(tx, notification.id, 'omi_push', now);
    return ms;
  });
  if (waitMs !== undefined) return waitFor(notification, waitMs, 'The pushes of this hour are used up.');

  try {
    await client.notify(link.omi_user_id, fitPush(notification.text, preferences.language));
    return {
      kind: 'done',
      async record(tx) {
        if (notification.kind === 'answer') await voiceSessionWriter.noteAnswer(tx, link.id, clock.now());
      },
    };
  } catch (error) {
    return toOutcome(error, notification, { omiUserId: link.omi_user_id, reservedAt: now });
  }
}

function drop({ id }: NotificationRow, reason: string): OutboxOutcome {
  return { kind: 'done', record: (tx) => notificationWriter.setUnsent(tx, id, 'dropped', reason) };
}

function waitFor({ id }: NotificationRow, afterMs: number, reason: string): OutboxOutcome {
  return { kind: 'wait', afterMs, record: (tx) => notificationWriter.setUnsent(tx, id, 'waiting', reason) };
}

function toOutcome(
  cause: unknown,
  { id }: NotificationRow,
  unit: { omiUserId: string; reservedAt: number },
): OutboxOutcome {
  const error = cause instanceof AppError ? cause : new AppError('E4007', undefined, { cause });
  const reason = `${error.code}: ${error.message}`;
  if (error.code === 'E4004' || error.code === 'E4005') {
    return { kind: 'park', reason, record: (tx) => notificationWriter.takeBack(tx, id, 'failed', error.message) };
  }
  if (error.retryAfterS !== undefined) {
    const afterMs = error.retryAfterS * 1000;
    return { kind: 'wait', afterMs, record: (tx) => notificationWriter.takeBack(tx, id, 'waiting', error.message) };
  }
  return {
    kind: 'retry',
    reason,
    async record(tx, settled) {
      // Should Omi have counted it all the same, it says so to the next one.
      await givePushBack(tx, unit.omiUserId, unit.reservedAt);
      await notificationWriter.takeBack(tx, id, settled === 'park' ? 'failed' : 'waiting', error.message);
    },
  };
}
