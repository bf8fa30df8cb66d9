import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { type Clock, toIso } from '../../kit/clock.ts';
import { createSecret } from '../../kit/id.ts';
import type { Linking } from '../../omi/link/create-linking.ts';
import { linkSchema } from '../../omi/link/list-links.ts';
import { begunLinkSchema } from '../../omi/link/start-link.ts';
import type { Store } from '../../store/open.ts';
import { answerOnce, forgetAnswer, idempotencyKeyOf } from '../answer-once.ts';
import { viewerOf } from '../authentication.ts';
import type { Routes } from '../http-server.ts';
import { omiUserIdSchema } from '../omi-user-id-schema.ts';

const tags = ['omi'];
const ok = z.object({ ok: z.literal(true) });
const whose = z.strictObject({ omi_user_id: omiUserIdSchema });

const startBody = whose.extend({
  state: z
    .string()
    .max(500)
    .optional()
    .describe('What came back from the address of /link/omi/authorize; a wrong or foreign one is refused'),
});
const startAnswer = ok.extend({
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

const confirmBody = whose.extend({
  code: z
    .string()
    .min(1)
    .max(40)
    .describe('The eight digits that were pushed to the phone; spaces and hyphens do not count'),
  omi_session_id: z.string().max(200).optional().describe('Accepted and not used: Omi has no such sessions'),
});
const address = {
  webhook_token: z
    .string()
    .describe('Shown once: /omi-webhook/{webhook_token} is the address that takes only this Omi user'),
  webhook_url: z.url().optional().describe('The whole address, where PUBLIC_URL is set'),
};

/** Linking a person with their Omi. */
export function linkRoutes(road: Linking, parts: { store: Store; clock: Clock }): Routes {
  const toAddress = (token: string) => ({
    webhook_token: token,
    ...(road.publicUrl !== null && { webhook_url: `${road.publicUrl}/omi-webhook/${token}` }),
  });

  /** Nothing is pushed within the transaction: it would last as long as Omi takes. A push that failed makes the request one that never came. */
  async function begin(request: FastifyRequest, omiUserId: string, isAgain: boolean) {
    const viewer = viewerOf(request).userId;
    const start = { viewer, omiUserId, isAgain, salt: idempotencyKeyOf(request) ?? createSecret() };
    let isFirst = false;
    const begun = await answerOnce(parts, request, begunLinkSchema, (tx) => {
      isFirst = true;
      return road.beginLink(tx, start);
    });
    if (isFirst) {
      await road.pushLinkCode(start, begun).catch(async (error: unknown) => {
        await forgetAnswer(parts, request);
        throw error;
      });
    }
    const { speak, expiresAt, devCode } = road.showLink(start, begun);
    const shown = { ok: true as const, omi_user_id: omiUserId, speak, expires_at: toIso(expiresAt) };
    return { ...shown, ...(devCode !== undefined && { dev_code: devCode }) };
  }

  return (server) => {
    server.get(
      '/link/omi',
      {
        config: { policy: 'user' },
        schema: {
          tags,
          summary: 'Your linked Omi users and those that wait for their code',
          response: { 200: ok.extend({ links: z.array(linkSchema) }) },
        },
      },
      async (request) => ({ ok: true as const, links: await road.listLinks(viewerOf(request).userId) }),
    );
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
        const { omi_user_id, state } = request.body;
        if (state !== undefined) road.checkState(viewerOf(request).userId, state);
        return begin(request, omi_user_id, false);
      },
    );
    server.post(
      '/link/omi/resend',
      {
        config: { policy: 'user' },
        schema: {
          tags,
          summary: 'New codes for a link that waits for them; the ones before end',
          body: whose,
          response: { 200: startAnswer },
        },
      },
      (request) => begin(request, request.body.omi_user_id, true),
    );
    server.post(
      '/link/omi/confirm',
      {
        config: { policy: 'user' },
        schema: {
          tags,
          summary: 'Confirm a link by its pushed code',
          body: confirmBody,
          response: { 200: ok.extend(address) },
        },
      },
      async (request) => {
        const { omi_user_id, code } = request.body;
        const token = await road.confirmLink(viewerOf(request).userId, omi_user_id, code, request.id);
        return { ok: true as const, ...toAddress(token) };
      },
    );
    server.post(
      '/link/omi/rotate',
      {
        config: { policy: 'user' },
        schema: {
          tags,
          summary: 'Give a link a new webhook address, also when the old one is lost',
          description:
            'The address before works for 24 hours more. An address that was on its way out already ends at once: change twice to end one that others know.',
          body: whose,
          response: { 200: ok.extend({ ...address, previous_valid_until: z.iso.datetime() }) },
        },
      },
      async (request) => {
        const viewer = viewerOf(request).userId;
        const { webhookToken, previousValidUntil } = await road.rotateAddress(
          viewer,
          request.body.omi_user_id,
          request.id,
        );
        return { ok: true as const, ...toAddress(webhookToken), previous_valid_until: toIso(previousValidUntil) };
      },
    );
    server.post(
      '/link/omi/authorize',
      {
        config: { policy: 'user' },
        schema: {
          tags,
          summary: 'The address of Omi’s page on which you allow the app; it leads back with your Omi user id',
          body: z.strictObject({}),
          response: { 200: ok.extend({ url: z.url() }) },
        },
      },
      async (request) => ({ ok: true as const, url: road.createAuthorizeUrl(viewerOf(request).userId) }),
    );
    server.delete(
      '/link/omi/unlink/:omi_user_id',
      {
        config: { policy: 'user' },
        schema: {
          tags,
          summary: 'End a link, confirmed or not, and delete everything that was heard by it',
          params: z.object({ omi_user_id: omiUserIdSchema }),
          response: { 200: ok },
        },
      },
      async (request) => {
        await road.unlink(viewerOf(request).userId, request.params.omi_user_id, request.id);
        return { ok: true as const };
      },
    );
  };
}
