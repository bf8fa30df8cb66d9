import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { requireRecentProof } from '../../account/require-proof.ts';
import { createInvite, inviteCodeOf } from '../../admin/create-invite.ts';
import { deleteInvite } from '../../admin/delete-invite.ts';
import { inviteSchema } from '../../admin/invite.ts';
import { listInvites } from '../../admin/list-invites.ts';
import type { Clock } from '../../kit/clock.ts';
import { ACCOUNT_LIMITS, QUOTA_LIMITS } from '../../kit/limits.ts';
import { limitsChangeSchema } from '../../quota/limits-change.ts';
import type { Store } from '../../store/open.ts';
import { actOf } from '../act-of.ts';
import { answerOnce } from '../answer-once.ts';
import { sessionViewerOf } from '../authentication.ts';
import type { Routes } from '../http-server.ts';
import { nameSchema } from '../name-schema.ts';
import { originOf } from '../origin-of.ts';
import { pageQuery } from '../page-query.ts';

const tags = ['admin'];
const ok = z.object({ ok: z.literal(true) });
const inviteBody = z.strictObject({
  role: z.enum(['user', 'admin']).default('user'),
  email: nameSchema(ACCOUNT_LIMITS.emailMaxLength)
    .trim()
    .regex(/^[^\s@]+@[^\s@]+$/, 'must be an e-mail address')
    .optional()
    .describe('The only address that may use it'),
  max_uses: z.int().min(1).max(QUOTA_LIMITS.inviteUses).default(1),
  expires_at: z.iso.datetime({ offset: true }).optional().describe('Without it the invite never ends by itself'),
  quota: limitsChangeSchema.optional().describe('The limits of who comes by it; without it those of the role'),
});
const madeAnswer = ok.extend({
  invite: inviteSchema,
  code: z.string().describe('Shown this once'),
  link: z.url().describe('The page on which the invited person makes their account'),
});

interface InviteParts {
  store: Store;
  clock: Clock;
  sessionSecret: string;
  /** The origin under which people reach the server; null when it is not told. */
  publicUrl: string | null;
}

/** Inviting people, for admins. */
export function inviteRoutes({ store, clock, sessionSecret, publicUrl }: InviteParts): Routes {
  const linkOf = (request: FastifyRequest, code: string) =>
    `${originOf(request, publicUrl)}/app/register?invite=${code}`;

  return (server) => {
    server.get(
      '/admin/invites',
      {
        config: { policy: 'admin' },
        schema: {
          tags,
          summary: 'Invites, used and ended ones too, newest first',
          querystring: pageQuery,
          response: { 200: ok.extend({ items: z.array(inviteSchema), nextCursor: z.string().optional() }) },
        },
      },
      async (request) => ({ ok: true as const, ...(await listInvites(store.read, request.query, clock.now())) }),
    );

    server.post(
      '/admin/invites',
      {
        config: { policy: 'admin' },
        schema: { tags, summary: 'Invite somebody', body: inviteBody, response: { 200: madeAnswer } },
      },
      async (request) => {
        const { role, email, max_uses, expires_at, quota } = request.body;
        if (role === 'admin') requireRecentProof(sessionViewerOf(request), clock.now());
        const wanted = {
          role,
          email: email ?? null,
          maxUses: max_uses,
          expiresAt: expires_at === undefined ? null : Date.parse(expires_at),
          quota: quota ?? null,
        };
        const invite = await answerOnce({ store, clock }, request, inviteSchema, (tx) =>
          createInvite(tx, sessionSecret, actOf(request), wanted, clock.now()),
        );
        const code = inviteCodeOf(sessionSecret, invite.id);
        return { ok: true as const, invite, code, link: linkOf(request, code) };
      },
    );

    server.delete(
      '/admin/invites/:id',
      {
        config: { policy: 'admin' },
        schema: {
          tags,
          summary: 'End an invite; who came by it stays',
          params: z.object({ id: nameSchema(100) }),
          response: { 200: ok },
        },
      },
      async (request) => {
        await deleteInvite({ store, clock }, actOf(request), request.params.id);
        return { ok: true as const };
      },
    );
  };
}
