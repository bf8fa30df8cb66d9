import { z } from 'zod';
import type { OutboxHandler, OutboxOutcome } from '../job/outbox-worker.ts';
import type { Clock } from '../kit/clock.ts';
import { createId, type OutboxId, type SessionId, type UserId } from '../kit/id.ts';
import { PUSH_LIMITS } from '../kit/limits.ts';
import { must } from '../kit/must.ts';
import type { Log } from '../log.ts';
import { type ExpoPushTokenRow, expoPushTokenReader } from '../store/expo-push-token-reader.ts';
import { expoPushTokenWriter } from '../store/expo-push-token-writer.ts';
import type { Store } from '../store/open.ts';
import { type OutboxRow, outboxWriter } from '../store/outbox-writer.ts';
import type { WriteHandle } from '../store/query.ts';
import { createExpoClient, type ExpoMessage, type ExpoSettings } from './create-expo-client.ts';
import { holdPush } from './hold-push.ts';
import { devicePushPayload, type Push } from './push-payload.ts';
import { pushSentence } from './push-sentence.ts';

interface ExpoPushParts {
  store: Store;
  clock: Clock;
  log: Log;
  settings: ExpoSettings;
}

/** What pushes to phones, and its end. */
export interface ExpoPushSender {
  /** Of the outbox rows of the kinds `expo_push` and `expo_receipt`. */
  readonly handlers: { readonly expo_push: OutboxHandler; readonly expo_receipt: OutboxHandler };
  close(): Promise<void>;
}

/** What is remembered of a push that Expo took, to ask for its receipt. */
const receiptSchema = z.object({ ticket_id: z.string(), token: z.string() });

/** Nobody is there any more. Until the phone registers anew, Apple and Google want nothing sent to it. */
const GONE = 'DeviceNotRegistered';
/** Expo, Apple and Google do not let the app push, whoever it is pushed to. */
const OF_CREDENTIALS = new Set(['InvalidCredentials', 'MismatchSenderId']);

/** Hands pushes to Expo's push service, and asks it later what Apple or Google said of them. */
export function createExpoPushSender({ store, clock, log, settings }: ExpoPushParts): ExpoPushSender {
  const expo = createExpoClient(settings);

  async function push(row: OutboxRow): Promise<OutboxOutcome> {
    const owner = must(row.user_id, 'the owner of a push');
    const sessionId = must(row.subject_id, 'the session of a push') as SessionId;
    const phone = await expoPushTokenReader.find(store.read, owner, sessionId);
    if (!phone) return { kind: 'done' };
    const held = await holdPush(store.read, row, clock.now());
    if (held) return held;
    const reply = await expo.send(toMessage(phone, devicePushPayload.read(row.payload)));
    if (reply.kind !== 'answered') return reply;
    const ticket = reply.data;
    if (ticket.status === 'ok') {
      return { kind: 'done', record: (tx) => queueReceipt(tx, phone, ticket.id, clock.now()) };
    }
    const { code } = ticket;
    if (code === GONE) return forgetting(owner, phone.token);
    return { kind: code === 'MessageRateExceeded' ? 'retry' : 'park', reason: `Expo refused the push (${code}).` };
  }

  async function readReceipt(row: OutboxRow): Promise<OutboxOutcome> {
    if (clock.now() - row.created_at >= PUSH_LIMITS.receiptAwaitedMs) return { kind: 'done' };
    const { ticket_id, token } = receiptSchema.parse(JSON.parse(row.payload));
    const reply = await expo.findReceipt(ticket_id);
    if (reply.kind !== 'answered') return reply;
    const receipt = reply.data;
    if (!receipt) return { kind: 'wait', afterMs: PUSH_LIMITS.receiptAfterMs };
    if (receipt.status === 'ok') return { kind: 'done' };
    const { code } = receipt;
    if (code === GONE) return forgetting(must(row.user_id, 'the owner of a push'), token);
    const what = OF_CREDENTIALS.has(code)
      ? 'no push reaches the phones: Apple or Google refuse the credentials that the app has at Expo'
      : 'a push did not reach a phone';
    log.warn({ outbox_id: row.id, part: row.kind, code }, what);
    return { kind: 'done' };
  }

  return { handlers: { expo_push: push, expo_receipt: readReceipt }, close: () => expo.close() };
}

function toMessage({ token, language }: ExpoPushTokenRow, push: Push): ExpoMessage {
  return {
    to: token,
    title: 'OmniAI',
    body: pushSentence(push.kind, language),
    data: push,
    ttl: PUSH_LIMITS.keptS,
    // Android keeps any other for when somebody takes up the phone, and each of these is shown.
    priority: 'high',
    sound: 'default',
  };
}

function forgetting(owner: UserId, token: string): OutboxOutcome {
  return { kind: 'done', record: (tx) => expoPushTokenWriter.forget(tx, owner, token) };
}

async function queueReceipt(
  tx: WriteHandle,
  { user_id, token }: ExpoPushTokenRow,
  ticketId: string,
  now: number,
): Promise<void> {
  const remembered: z.infer<typeof receiptSchema> = { ticket_id: ticketId, token };
  await outboxWriter.insert(tx, {
    id: createId<OutboxId>(),
    kind: 'expo_receipt',
    user_id,
    subject_id: null,
    payload: JSON.stringify(remembered),
    dedupe_key: `expo_receipt:${ticketId}`,
    due_at: now + PUSH_LIMITS.receiptAfterMs,
    created_at: now,
  });
}
