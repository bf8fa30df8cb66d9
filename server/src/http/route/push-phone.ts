import { z } from 'zod';
import { AppError } from '../../errors.ts';
import type { Clock } from '../../kit/clock.ts';
import { PUSH_LIMITS } from '../../kit/limits.ts';
import { expoPushTokenReader } from '../../store/expo-push-token-reader.ts';
import { expoPushTokenWriter } from '../../store/expo-push-token-writer.ts';
import type { Store } from '../../store/open.ts';
import { sessionViewerOf } from '../authentication.ts';
import type { Routes } from '../http-server.ts';

const tags = ['context'];
const ok = z.object({ ok: z.literal(true) });
const registrationSchema = z.strictObject({
  token: z
    .string()
    .max(PUSH_LIMITS.tokenUnits)
    .regex(/^Expo(nent)?PushToken\[[\w-]+\]$/, 'must be a push token of Expo')
    .describe('What getExpoPushTokenAsync gives.'),
  language: z
    .string()
    .max(PUSH_LIMITS.languageUnits)
    .regex(/^[A-Za-z]{2,3}(-[A-Za-z\d]{1,8})*$/, 'must be a tag of a language like en or de-AT')
    .describe('In which the phone says what is there: German, or English for all others.'),
});

interface PhonePushParts {
  store: Store;
  clock: Clock;
  /** Whether the administrator lets this server push to phones. */
  isEnabled: boolean;
}

/** On which phones a person is told of what happens while the app is closed. */
export function phonePushRoutes({ store, clock, isEnabled }: PhonePushParts): Routes {
  return (server) => {
    server.get(
      '/push/phone',
      {
        config: { policy: 'session' },
        schema: {
          tags,
          summary: 'Whether this server pushes to phones, and whether to the one of this session',
          response: {
            200: ok.extend({
              is_enabled: z.boolean().describe('Whether the administrator lets this server push to phones.'),
              token: z.string().nullable().describe('Where the phone of this session is told; null: nowhere.'),
            }),
          },
        },
      },
      async (request) => {
        const { userId, sessionId } = sessionViewerOf(request);
        const phone = await expoPushTokenReader.find(store.read, userId, sessionId);
        return { ok: true as const, is_enabled: isEnabled, token: phone?.token ?? null };
      },
    );

    server.post(
      '/push/phone',
      {
        config: { policy: 'session' },
        schema: {
          tags,
          summary: 'Be told on the phone of this session, until it signs out',
          description:
            'A push says only of what kind it is and which conversation it is about. Asking again replaces what was there.',
          body: registrationSchema,
          response: { 200: ok },
        },
      },
      async (request) => {
        const { userId, sessionId } = sessionViewerOf(request);
        if (!isEnabled) {
          throw new AppError('E1003', 'This server does not push to phones. Your administrator decides that.');
        }
        const row = { session_id: sessionId, user_id: userId, ...request.body, created_at: clock.now() };
        await store.transact((tx) => expoPushTokenWriter.put(tx, row));
        return { ok: true as const };
      },
    );

    server.delete(
      '/push/phone',
      {
        config: { policy: 'session' },
        schema: { tags, summary: 'Be told on the phone of this session no more', response: { 200: ok } },
      },
      async (request) => {
        const { userId, sessionId } = sessionViewerOf(request);
        await store.transact((tx) => expoPushTokenWriter.remove(tx, userId, sessionId));
        return { ok: true as const };
      },
    );
  };
}
