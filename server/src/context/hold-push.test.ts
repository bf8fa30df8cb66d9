import { createECDH, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DIALECTS, openTestStore } from '../../test/database.ts';
import { createSession } from '../account/create-session.ts';
import { createUser } from '../account/create-user.ts';
import type { OutboxHandler, OutboxOutcome } from '../job/outbox-worker.ts';
import { createId, type OutboxId, type SessionId, type UserId } from '../kit/id.ts';
import { must } from '../kit/must.ts';
import { createSecretBox } from '../kit/secret-box.ts';
import { createLog } from '../log.ts';
import { expoPushTokenWriter } from '../store/expo-push-token-writer.ts';
import type { Store } from '../store/open.ts';
import { pushSubscriptionWriter } from '../store/push-subscription-writer.ts';
import { changePreferences } from './change-preferences.ts';
import { createExpoPushSender } from './create-expo-push-sender.ts';
import { createWebPushSender } from './create-web-push-sender.ts';
import { createPushKeys } from './push-keys.ts';
import { devicePushPayload, type Push } from './push-payload.ts';

const HOUR_MS = 3_600_000;
const NOON = 20_000 * 24 * HOUR_MS + 12 * HOUR_MS;
/** Nothing listens there: what is not held back fails, and is to be tried again. */
const NOWHERE = 'http://127.0.0.1:9';

describe.each(DIALECTS)('a push that is due on %s', (dialect) => {
  const clock = { now: () => NOON, monotonic: () => 0 };
  let store: Store & AsyncDisposable;
  let owner: UserId;
  let sessionId: SessionId;
  let close: () => Promise<unknown>;
  let handlers: Record<'browser' | 'phone', OutboxHandler>;
  beforeAll(async () => {
    store = await openTestStore(dialect);
    const person = { email: 'ada@example.org', displayName: undefined, passwordHash: 'x', role: 'user' as const };
    const user = must(await store.transact((tx) => createUser(tx, person, NOON)), 'a person');
    const { viewer } = await store.transact((tx) =>
      createSession(tx, user, { ip: '', userAgent: '', requestId: '' }, NOON),
    );
    owner = user.id;
    sessionId = viewer.sessionId;
    const common = { session_id: sessionId, user_id: owner, created_at: NOON };
    const p256dh = createECDH('prime256v1').generateKeys('base64url');
    const auth = randomBytes(16).toString('base64url');
    await store.transact(async (tx) => {
      await expoPushTokenWriter.put(tx, { ...common, token: 'ExponentPushToken[a]', language: 'en' });
      await pushSubscriptionWriter.put(tx, { ...common, endpoint: NOWHERE, p256dh, auth, user_agent: '' });
    });
    const keys = createPushKeys({ store, clock, box: createSecretBox('s'.repeat(32)) });
    const web = createWebPushSender({ store, clock, keys, contact: 'https://a.example' });
    const settings = { apiBaseUrl: NOWHERE, accessToken: null };
    const expo = createExpoPushSender({ store, clock, log: createLog('silent'), settings });
    handlers = { browser: web.handler, phone: expo.handlers.expo_push };
    close = () => Promise.all([web.close(), expo.close()]);
  });
  afterAll(async () => {
    await close();
    await store[Symbol.asyncDispose]();
  });

  const setQuietHours = (quiet: { from: string; to: string } | null) =>
    store.transact((tx) => changePreferences(tx, owner, { quiet_hours: quiet }, NOON));
  const deliver = (device: 'browser' | 'phone', kind: Push['kind'], createdAt = NOON): Promise<OutboxOutcome> =>
    handlers[device]({
      id: createId<OutboxId>(),
      kind: 'web_push',
      user_id: owner,
      subject_id: sessionId,
      payload: devicePushPayload.write({ kind, conversation_id: null }),
      dedupe_key: '',
      status: 'leased',
      attempts: 1,
      due_at: createdAt,
      lease_owner: 'test',
      lease_expires_at: NOON,
      last_error: null,
      created_at: createdAt,
      updated_at: createdAt,
    });

  describe.each(['browser', 'phone'] as const)('to a %s', (device) => {
    it('goes out at once', async () => {
      await setQuietHours({ from: '12:01', to: '11:59' });
      expect(await deliver(device, 'answer')).toMatchObject({ kind: 'retry' });
      await setQuietHours(null);
      expect(await deliver(device, 'follow_up', NOON - 24 * HOUR_MS + 1)).toMatchObject({ kind: 'retry' });
    });

    it('waits for the end of quiet hours, unless it is of an answer', async () => {
      await setQuietHours({ from: '11:00', to: '13:30' });
      expect(await deliver(device, 'follow_up')).toEqual({ kind: 'wait', afterMs: 1.5 * HOUR_MS });
      expect(await deliver(device, 'news')).toEqual({ kind: 'wait', afterMs: 1.5 * HOUR_MS });
      expect(await deliver(device, 'answer')).toEqual({ kind: 'done' });
    });

    it('is no news any more after a day', async () => {
      await setQuietHours(null);
      expect(await deliver(device, 'follow_up', NOON - 24 * HOUR_MS)).toEqual({ kind: 'done' });
    });
  });
});
