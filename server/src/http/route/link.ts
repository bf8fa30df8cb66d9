import { z } from 'zod';
import { toIso } from '../../kit/clock.ts';
import type { VoiceRoad } from '../../omi/create-voice-road.ts';
import { viewerOf } from '../authentication.ts';
import type { Routes } from '../http-server.ts';

const omiUserId = z
  .string()
  .regex(/^[A-Za-z0-9_-]{1,128}$/, 'must be an Omi user id: letters, digits, - and _')
  .describe('The user id that Omi shows in its developer settings');

const startBody = z.strictObject({ omi_user_id: omiUserId });
const startAnswer = z.object({
  ok: z.literal(true),
  omi_user_id: z.string(),
  speak: z
    .string()
    .describe('The sentence to say to the device; it counts only when it arrives by the webhook of this Omi user'),
  expires_at: z.iso.datetime(),
  dev_code: z
    .string()
    .optional()
    .describe('The pushed code, only outside production and while no Omi app is configured'),
});

const confirmBody = z.strictObject({
  omi_user_id: omiUserId,
  code: z
    .string()
    .min(1)
    .max(40)
    .describe('The eight digits that were pushed to the phone; spaces and hyphens do not count'),
  omi_session_id: z.string().max(200).optional().describe('Accepted and not used: Omi has no such sessions'),
});
const confirmAnswer = z.object({
  ok: z.literal(true),
  webhook_token: z
    .string()
    .describe('Shown once: /omi-webhook/{webhook_token} is the address that takes only this Omi user'),
});

const tags = ['omi'];

/** Linking a person with their Omi. */
export function linkRoutes(road: Pick<VoiceRoad, 'startLink' | 'confirmLink'>): Routes {
  return (server) => {
    server.post(
      '/link/omi/start',
      {
        config: { policy: 'user' },
        schema: {
          tags,
          summary: 'Begin to link an Omi user: one code is pushed to the phone, another one is to be spoken',
          body: startBody,
          response: { 200: startAnswer },
        },
      },
      async (request) => {
        const {
          omiUserId: linked,
          speak,
          expiresAt,
          devCode,
        } = await road.startLink(viewerOf(request).userId, request.body.omi_user_id);
        return {
          ok: true as const,
          omi_user_id: linked,
          speak,
          expires_at: toIso(expiresAt),
          ...(devCode !== undefined && { dev_code: devCode }),
        };
      },
    );
    server.post(
      '/link/omi/confirm',
      {
        config: { policy: 'user' },
        schema: {
          tags,
          summary: 'Confirm a link by its pushed code',
          body: confirmBody,
          response: { 200: confirmAnswer },
        },
      },
      async (request) => {
        const { omi_user_id, code } = request.body;
        const token = await road.confirmLink(viewerOf(request).userId, omi_user_id, code, request.id);
        return { ok: true as const, webhook_token: token };
      },
    );
  };
}
