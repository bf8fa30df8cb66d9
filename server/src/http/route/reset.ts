import { z } from 'zod';
import { type FinishResetParts, finishReset } from '../../account/finish-reset.ts';
import { type StartResetParts, startReset } from '../../account/start-reset.ts';
import { callerOf } from '../caller-of.ts';
import { emailSchema, newPasswordSchema } from '../credential-schema.ts';
import type { Routes } from '../http-server.ts';

const tags = ['account'];
const ok = z.object({ ok: z.literal(true) });

/** The way back in for who forgot their password. */
export function resetRoutes(parts: StartResetParts & FinishResetParts): Routes {
  return (server) => {
    server.post(
      '/auth/reset/start',
      {
        config: { policy: 'public', rateClass: 'account' },
        schema: {
          tags,
          summary: 'Ask for a link by mail to choose another password; answers alike whether there is such an account',
          body: z.strictObject({ email: emailSchema }),
          response: { 200: ok },
        },
      },
      async (request) => {
        await startReset(parts, request.body.email, callerOf(request));
        return { ok: true as const };
      },
    );

    server.post(
      '/auth/reset/finish',
      {
        config: { policy: 'public', rateClass: 'account' },
        schema: {
          tags,
          summary: 'Choose another password by the token of a link: every session and API key ends',
          body: z.strictObject({ token: z.string().max(128), new_password: newPasswordSchema }),
          response: { 200: ok },
        },
      },
      async (request) => {
        const { token, new_password: newPassword } = request.body;
        await finishReset(parts, { token, newPassword }, callerOf(request));
        return { ok: true as const };
      },
    );
  };
}
