import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { requireRecentProof } from '../../account/require-proof.ts';
import type { AdminParts } from '../../admin/admin-parts.ts';
import { adminUserDetailSchema, adminUserSchema } from '../../admin/admin-user.ts';
import { changeUser } from '../../admin/change-user.ts';
import { deleteUser } from '../../admin/delete-user.ts';
import { endUserSessions } from '../../admin/end-user-sessions.ts';
import { getUser } from '../../admin/get-user.ts';
import { handResetLink } from '../../admin/hand-reset-link.ts';
import { listUserSessions, userSessionSchema } from '../../admin/list-user-sessions.ts';
import { listUsers } from '../../admin/list-users.ts';
import { removeSecondFactor } from '../../admin/remove-second-factor.ts';
import { toIso } from '../../kit/clock.ts';
import { ACCOUNT_LIMITS } from '../../kit/limits.ts';
import { actOf } from '../act-of.ts';
import { sessionViewerOf } from '../authentication.ts';
import type { Routes } from '../http-server.ts';
import { nameSchema } from '../name-schema.ts';
import { originOf } from '../origin-of.ts';
import { pageQuery } from '../page-query.ts';
import { userIdParams } from '../user-id-params.ts';

const tags = ['admin'];
const ok = z.object({ ok: z.literal(true) });
const one = ok.extend({ user: adminUserDetailSchema });
const changeBody = z
  .strictObject({ role: adminUserSchema.shape.role.optional(), status: adminUserSchema.shape.status.optional() })
  .refine(({ role, status }) => role !== undefined || status !== undefined, 'must change something');

/** People and their sessions, for admins. Every look and every act is audited. */
export function adminUserRoutes(parts: AdminParts & { publicUrl: string | null }): Routes {
  /** For acts that take an account from somebody or give it to somebody. */
  const actOfProved = (request: FastifyRequest) => {
    requireRecentProof(sessionViewerOf(request), parts.clock.now());
    return actOf(request);
  };

  return (server) => {
    server.get(
      '/admin/users',
      {
        config: { policy: 'admin' },
        schema: {
          tags,
          summary: 'Everybody with an account, newest first',
          querystring: pageQuery.extend({
            q: nameSchema(ACCOUNT_LIMITS.emailMaxLength).optional().describe('What the address or the name holds'),
            status: adminUserSchema.shape.status.optional(),
          }),
          response: { 200: ok.extend({ items: z.array(adminUserSchema), nextCursor: z.string().optional() }) },
        },
      },
      async (request) => ({ ok: true as const, ...(await listUsers(parts, actOf(request), request.query)) }),
    );
    server.get(
      '/admin/users/:id',
      {
        config: { policy: 'admin' },
        schema: {
          tags,
          summary: 'One person, with how much is theirs',
          params: userIdParams,
          response: { 200: one },
        },
      },
      async (request) => ({ ok: true as const, user: await getUser(parts, actOf(request), request.params.id) }),
    );
    server.patch(
      '/admin/users/:id',
      {
        config: { policy: 'admin' },
        schema: {
          tags,
          summary: 'Give a person another role, or disable and enable them',
          description:
            'Disabling ends sessions and API keys for good, live connections and running answers at once. The last admin who can act stays one (E1003).',
          params: userIdParams,
          body: changeBody,
          response: { 200: one },
        },
      },
      async (request) => ({
        ok: true as const,
        user: await changeUser(parts, actOfProved(request), request.params.id, request.body),
      }),
    );
    server.delete(
      '/admin/users/:id',
      {
        config: { policy: 'admin' },
        schema: {
          tags,
          summary: 'Delete a person with everything that is theirs',
          params: userIdParams,
          response: { 200: ok },
        },
      },
      async (request) => {
        await deleteUser(parts, actOfProved(request), request.params.id);
        return { ok: true as const };
      },
    );
    server.post(
      '/admin/users/:id/reset-link',
      {
        config: { policy: 'admin' },
        schema: {
          tags,
          summary: 'A link by which a person chooses another password, once, within a day',
          description: 'Whoever opens it has the account: give it to nobody else. A link made before ends.',
          params: userIdParams,
          response: { 200: ok.extend({ link: z.url().describe('Shown this once'), expires_at: z.iso.datetime() }) },
        },
      },
      async (request) => {
        const { path, expiresAt } = await handResetLink(parts, actOfProved(request), request.params.id);
        return { ok: true as const, link: originOf(request, parts.publicUrl) + path, expires_at: toIso(expiresAt) };
      },
    );
    server.delete(
      '/admin/users/:id/second-factor',
      {
        config: { policy: 'admin' },
        schema: {
          tags,
          summary: 'Take away the authenticator of a person who lost it',
          description: 'Their password is asked as before. Make sure that it is them who asks.',
          params: userIdParams,
          response: { 200: ok },
        },
      },
      async (request) => {
        await removeSecondFactor(parts, actOfProved(request), request.params.id);
        return { ok: true as const };
      },
    );
    server.get(
      '/admin/users/:id/sessions',
      {
        config: { policy: 'admin' },
        schema: {
          tags,
          summary: 'A person’s sessions, newest first',
          params: userIdParams,
          response: { 200: ok.extend({ sessions: z.array(userSessionSchema) }) },
        },
      },
      async (request) => ({
        ok: true as const,
        sessions: await listUserSessions(parts, actOf(request), request.params.id),
      }),
    );
    server.post(
      '/admin/users/:id/sessions/revoke-all',
      {
        config: { policy: 'admin' },
        schema: {
          tags,
          summary: 'Sign a person out everywhere',
          params: userIdParams,
          response: { 200: ok.extend({ revoked: z.number().int() }) },
        },
      },
      async (request) => ({
        ok: true as const,
        revoked: await endUserSessions(parts, actOf(request), request.params.id),
      }),
    );
  };
}
