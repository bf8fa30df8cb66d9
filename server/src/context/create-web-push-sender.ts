import { Agent, request } from 'undici';
import { z } from 'zod';
import type { OutboxHandler, OutboxOutcome } from '../job/outbox-worker.ts';
import type { Clock } from '../kit/clock.ts';
import type { SessionId, UserId } from '../kit/id.ts';
import { PUSH_LIMITS } from '../kit/limits.ts';
import { must } from '../kit/must.ts';
import { createConnector } from '../provider/http/create-connector.ts';
import type { AddressAllowance } from '../provider/http/is-allowed-address.ts';
import type { Store } from '../store/open.ts';
import { type PushSubscriptionRow, pushSubscriptionReader } from '../store/push-subscription-reader.ts';
import { pushSubscriptionWriter } from '../store/push-subscription-writer.ts';
import { holdPush } from './hold-push.ts';
import type { PushKeys } from './push-keys.ts';
import { devicePushPayload, TEST_PUSH } from './push-payload.ts';

interface PushParts {
  store: Store;
  clock: Clock;
  keys: () => Promise<PushKeys>;
  /** Whom a push service may turn to: an https or mailto address. */
  contact: string;
  allowance?: AddressAllowance;
}

/** What delivers pushes, and its end. */
export interface WebPushSender {
  /** Handles the outbox rows of kind `web_push`. */
  readonly handler: OutboxHandler;
  /** Sends a push at once to the browser of a session, whatever the hour. Says what came of it. */
  sendTest(owner: UserId, sessionId: SessionId): Promise<PushTest>;
  close(): Promise<void>;
}

/**
 * What came of a push that was sent as a test: `unwanted` where the browser is not told of anything, `refused` where its push service no longer
 * takes pushes for it, which ends them.
 */
export const pushTestSchema = z.enum(['sent', 'unwanted', 'refused', 'unreachable']);
type PushTest = z.infer<typeof pushTestSchema>;

/** Sends only to public addresses: the address of a push service comes from whoever is signed in. */
export function createWebPushSender({
  store,
  clock,
  keys,
  contact,
  allowance = { loopback: false, private: false },
}: PushParts): WebPushSender {
  const agent = new Agent({
    connect: createConnector(allowance, PUSH_LIMITS.connectMs),
    headersTimeout: PUSH_LIMITS.answerMs,
    bodyTimeout: PUSH_LIMITS.answerMs,
    maxResponseSize: PUSH_LIMITS.answerBytes,
  });

  async function send({ endpoint, p256dh, auth }: PushSubscriptionRow, payload: string): Promise<number> {
    const { default: webPush } = await import('web-push');
    const { headers, body } = webPush.generateRequestDetails({ endpoint, keys: { p256dh, auth } }, payload, {
      vapidDetails: { subject: contact, ...(await keys()) },
      TTL: PUSH_LIMITS.keptS,
      urgency: 'normal',
    });
    const sent = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
    const answer = await request(endpoint, { method: 'POST', headers: sent, body, dispatcher: agent });
    await answer.body.dump();
    return answer.statusCode;
  }

  return {
    async handler(row) {
      const owner = must(row.user_id, 'the owner of a push');
      const subscription = await pushSubscriptionReader.find(
        store.read,
        owner,
        must(row.subject_id, 'the session of a push') as SessionId,
      );
      if (!subscription) return { kind: 'done' };
      const held = await holdPush(store.read, row, clock.now());
      if (held) return held;
      let status: number;
      try {
        status = await send(subscription, row.payload);
      } catch (error) {
        return { kind: 'retry', reason: error instanceof Error ? error.name : 'The push service was not reached.' };
      }
      return outcomeOf(status, subscription);
    },
    async sendTest(owner, sessionId) {
      const subscription = await pushSubscriptionReader.find(store.read, owner, sessionId);
      if (!subscription) return 'unwanted';
      let status: number;
      try {
        status = await send(subscription, devicePushPayload.write(TEST_PUSH));
      } catch {
        return 'unreachable'; // Whether its name, its address or its connection failed: there is nothing one can do about it here.
      }
      const { kind, record } = outcomeOf(status, subscription);
      if (kind === 'retry') return 'unreachable';
      if (!record) return 'sent';
      await store.transact((tx) => record(tx, 'done'));
      return 'refused';
    },
    close: () => agent.destroy(),
  };
}

function outcomeOf(status: number, { user_id: owner, endpoint }: PushSubscriptionRow): OutboxOutcome {
  if (status >= 200 && status < 300) return { kind: 'done' };
  if (status === 429 || status >= 500) return { kind: 'retry', reason: `The push service answered ${status}.` };
  // 404 and 410: the browser is gone. 401 and 403: it is bound to other keys. Any other refusal stays one, too.
  return { kind: 'done', record: (tx) => pushSubscriptionWriter.forget(tx, owner, endpoint) };
}
