import { z } from 'zod';
import { type ChangePasswordParts, changePassword } from '../../account/change-password.ts';
import { changeProfile } from '../../account/change-profile.ts';
import { deleteAccount } from '../../account/delete-account.ts';
import { sessionViewerOf } from '../authentication.ts';
import { callerOf } from '../caller-of.ts';
import { displayNameSchema, emailSchema, newPasswordSchema, passwordSchema } from '../credential-schema.ts';
import type { Routes } from '../http-server.ts';
import { clearSessionCookies } from '../session-cookie.ts';
import { toUserBody, userBody } from '../user-body.ts';

const tags = ['account'];
const ok = z.object({ ok: z.literal(true) });
const profileAnswer = ok.extend({ user: userBody });
const currentPassword = passwordSchema
  .optional()
  .describe('Needed by whoever has a password; who signs in elsewhere needs a recent sign-in instead');

/** What a person changes about their own account. */
export function accountRoutes(parts: ChangePasswordParts): Routes {
  return (server) => {
    server.get(
      '/account/profile',
      {
        config: { policy: 'session' },
        schema: { tags, summary: 'Who you are here', response: { 200: profileAnswer } },
      },
      async (request) => ({ ok: true as const, user: toUserBody(sessionViewerOf(request)) }),
    );

    server.patch(
      '/account/profile',
      {
        config: { policy: 'session', rateClass: 'account' },
        schema: {
          tags,
          summary: 'Change your name or your e-mail address',
          body: z.strictObject({
            display_name: displayNameSchema.optional(),
            email: emailSchema.optional(),
            current_password: currentPassword,
          }),
          response: { 200: profileAnswer },
        },
      },
      async (request) => {
        const { display_name: displayName, email, current_password } = request.body;
        const change = { displayName, email, currentPassword: current_password };
        const viewer = await changeProfile(parts, sessionViewerOf(request), change, callerOf(request));
        return { ok: true as const, user: toUserBody(viewer) };
      },
    );

    server.post(
      '/account/password',
      {
        config: { policy: 'session', rateClass: 'account' },
        schema: {
          tags,
          summary: 'Choose another password: every other session and every API key ends',
          body: z.strictObject({ current_password: currentPassword, new_password: newPasswordSchema }),
          response: { 200: ok },
        },
      },
      async (request) => {
        const { current_password, new_password } = request.body;
        const input = { currentPassword: current_password, newPassword: new_password };
        await changePassword(parts, sessionViewerOf(request), input, callerOf(request));
        return { ok: true as const };
      },
    );

    server.delete(
      '/account',
      {
        config: { policy: 'session', rateClass: 'account' },
        schema: {
          tags,
          summary: 'Delete your account and everything that is yours, at once and for good',
          body: z.strictObject({ current_password: currentPassword }),
          response: { 200: ok },
        },
      },
      async (request, reply) => {
        await deleteAccount(parts, sessionViewerOf(request), request.body.current_password, callerOf(request));
        clearSessionCookies(reply);
        return { ok: true as const };
      },
    );
  };
}
