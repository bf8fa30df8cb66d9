import { z } from 'zod';
import { pushTestSchema, type WebPushSender } from '../../context/create-web-push-sender.ts';
import type { PushKeys } from '../../context/push-keys.ts';
import type { Clock } from '../../kit/clock.ts';
import { PUSH_LIMITS } from '../../kit/limits.ts';
import type { Store } from '../../store/open.ts';
import { pushSubscriptionReader } from '../../store/push-subscription-reader.ts';
import { pushSubscriptionWriter } from '../../store/push-subscription-writer.ts';
import { sessionViewerOf } from '../authentication.ts';
import type { Routes } from '../http-server.ts';

const tags = ['context'];
const ok = z.object({ ok: z.literal(true) });
const base64Url = (bytes: number) =>
  z
    .string()
    .max(PUSH_LIMITS.keyUnits)
    .regex(/^[\w-]+=*$/)
    .refine((value) => Buffer.from(value, 'base64url').length === bytes, `must be ${bytes} bytes in base64url`);

interface PushParts extends Pick<WebPushSender, 'sendTest'> {
  store: Store;
  clock: Clock;
  keys(): Promise<PushKeys>;
}

/** In which browsers a person is told of what happens while the page is closed. */
export function pushRoutes({ store, clock, keys, sendTest }: PushParts): Routes {
  return (server) => {
    server.get(
      '/push/key',
      {
        config: { policy: 'session' },
        schema: {
          tags,
          summary: 'The key a browser subscribes with, and whether the one of this session did',
          response: {
            200: ok.extend({
              public_key: z.string().describe('For applicationServerKey: an uncompressed P-256 point in base64url.'),
              endpoint: z.string().nullable().describe('Where the browser of this session is told; null: nowhere.'),
            }),
          },
        },
      },
      async (request) => {
        const { userId, sessionId } = sessionViewerOf(request);
        const subscription = await pushSubscriptionReader.find(store.read, userId, sessionId);
        const { publicKey } = await keys();
        return { ok: true as const, public_key: publicKey, endpoint: subscription?.endpoint ?? null };
      },
    );

    server.post(
      '/push/subscriptions',
      {
        config: { policy: 'session' },
        schema: {
          tags,
          summary: 'Be told in the browser of this session, until it signs out',
          description:
            'A push says only of what kind it is and which conversation it is about. Asking again replaces what was there.',
          body: z.strictObject({
            endpoint: z.url({ protocol: /^https$/ }).max(PUSH_LIMITS.endpointUnits),
            keys: z.strictObject({ p256dh: base64Url(65), auth: base64Url(16) }),
          }),
          response: { 200: ok },
        },
      },
      async (request) => {
        const { userId, sessionId } = sessionViewerOf(request);
        const { endpoint, keys: own } = request.body;
        const row = { session_id: sessionId, user_id: userId, endpoint, ...own };
        const userAgent = (request.headers['user-agent'] ?? '').slice(0, PUSH_LIMITS.userAgentUnits);
        await store.transact((tx) =>
          pushSubscriptionWriter.put(tx, { ...row, user_agent: userAgent, created_at: clock.now() }),
        );
        return { ok: true as const };
      },
    );

    server.delete(
      '/push/subscriptions',
      {
        config: { policy: 'session' },
        schema: { tags, summary: 'Be told in the browser of this session no more', response: { 200: ok } },
      },
      async (request) => {
        const { userId, sessionId } = sessionViewerOf(request);
        await store.transact((tx) => pushSubscriptionWriter.remove(tx, userId, sessionId));
        return { ok: true as const };
      },
    );

    server.post(
      '/push/test',
      {
        config: { policy: 'session' },
        schema: {
          tags,
          summary: 'Send a push to the browser of this session at once, to see that it comes',
          description: 'Quiet hours do not hold it back. `refused` ends the pushes to this browser: turn them on anew.',
          response: { 200: ok.extend({ outcome: pushTestSchema }) },
        },
      },
      async (request) => {
        const { userId, sessionId } = sessionViewerOf(request);
        return { ok: true as const, outcome: await sendTest(userId, sessionId) };
      },
    );
  };
}
