import { z } from 'zod';
import { confirmPresence } from '../../account/confirm-presence.ts';
import { type LoginParts, login } from '../../account/login.ts';
import { logout } from '../../account/logout.ts';
import { type RegisterParts, register } from '../../account/register.ts';
import { changePreferences, type PreferenceChange } from '../../context/change-preferences.ts';
import { preferencesSchema } from '../../context/preference.ts';
import type { UserId } from '../../kit/id.ts';
import { sessionViewerOf } from '../authentication.ts';
import { callerOf } from '../caller-of.ts';
import {
  displayNameSchema,
  emailSchema,
  newPasswordSchema,
  passwordSchema,
  recoveryCodeSchema,
  totpCodeSchema,
} from '../credential-schema.ts';
import type { Csrf } from '../csrf.ts';
import type { Routes } from '../http-server.ts';
import { clearSessionCookies, setCsrfCookie } from '../session-cookie.ts';
import { answerSignedIn, signedInBody } from '../signed-in-body.ts';

type AuthParts = RegisterParts & LoginParts & { csrf: Csrf };

const code = z.string().max(128);
const { time_zone: timeZone, language } = preferencesSchema.shape;
const registerBody = z.strictObject({
  email: emailSchema,
  password: newPasswordSchema,
  display_name: displayNameSchema.optional(),
  invite_code: code.optional(),
  setup_token: code.optional().describe('From the link that the server prints while nobody has an account'),
  // Nobody is to stay outside because of a zone that this server does not know.
  time_zone: timeZone
    .removeDefault()
    .optional()
    .catch(undefined)
    .describe('Of the device; due times and daily limits go by it'),
  language: language
    .removeDefault()
    .optional()
    .catch(undefined)
    .describe('Of the device; spoken commands and their answers are in it'),
});
const secondFactor = { totp_code: totpCodeSchema.optional(), recovery_code: recoveryCodeSchema.optional() };
const loginBody = z.strictObject({ email: emailSchema, password: passwordSchema, ...secondFactor });
const confirmBody = z
  .strictObject({ password: passwordSchema.optional(), ...secondFactor })
  .refine((body) => Object.values(body).filter((value) => value !== undefined).length === 1, {
    message: 'give one of password, totp_code and recovery_code',
    path: ['password'],
  });
const tags = ['account'];

/** Signing up, in and out. */
export function authRoutes(parts: AuthParts): Routes {
  async function keepFirstChoices(owner: UserId, choices: PreferenceChange): Promise<void> {
    if (Object.values(choices).every((choice) => choice === undefined)) return;
    await parts.store.transact((tx) => changePreferences(tx, owner, choices, parts.clock.now()));
  }

  return (server) => {
    server.post(
      '/auth/register',
      {
        config: { policy: 'public', rateClass: 'account' },
        schema: { tags, summary: 'Make an account and sign in', body: registerBody, response: { 200: signedInBody } },
      },
      async (request, reply) => {
        const { body } = request;
        const input = {
          email: body.email,
          password: body.password,
          displayName: body.display_name,
          inviteCode: body.invite_code,
          setupToken: body.setup_token,
        };
        const signedIn = await register(parts, input, callerOf(request));
        const choices = { time_zone: body.time_zone, language: body.language };
        // The account is made: where this fails, both wait in the settings.
        await keepFirstChoices(signedIn.viewer.userId, choices).catch((error: unknown) =>
          request.log.warn({ err: error }, 'the zone and the language of a new account could not be kept'),
        );
        return answerSignedIn(reply, parts.csrf, signedIn);
      },
    );
    server.post(
      '/auth/login',
      {
        config: { policy: 'public', rateClass: 'account' },
        schema: {
          tags,
          summary: 'Sign in with a new session',
          description:
            'E2006 asks for `totp_code` or `recovery_code` in the same request, where the account has a second factor.',
          body: loginBody,
          response: { 200: signedInBody },
        },
      },
      async (request, reply) => {
        const { email, password, totp_code: totpCode, recovery_code: recoveryCode } = request.body;
        const input = { email, password, totpCode, recoveryCode };
        return answerSignedIn(reply, parts.csrf, await login(parts, input, callerOf(request)));
      },
    );
    server.post(
      '/auth/logout',
      {
        config: { policy: 'session' },
        schema: {
          tags,
          summary: 'End this session and its open streams',
          response: { 200: z.object({ ok: z.literal(true) }) },
        },
      },
      async (request, reply) => {
        await logout(parts, sessionViewerOf(request), callerOf(request));
        clearSessionCookies(reply);
        return { ok: true as const };
      },
    );
    server.post(
      '/auth/confirm',
      {
        config: { policy: 'session', rateClass: 'account' },
        schema: {
          tags,
          summary: 'Prove again that it is you: opens dangerous acts for ten minutes',
          body: confirmBody,
          response: { 200: z.object({ ok: z.literal(true) }) },
        },
      },
      async (request) => {
        const { password, totp_code: totpCode, recovery_code: recoveryCode } = request.body;
        const proof = password === undefined ? { totpCode, recoveryCode } : { password };
        await confirmPresence(parts, sessionViewerOf(request), proof, callerOf(request));
        return { ok: true as const };
      },
    );
    server.get(
      '/auth/csrf',
      {
        config: { policy: 'session' },
        schema: {
          tags,
          summary: 'The CSRF token of this session, as a cookie too',
          response: { 200: z.object({ ok: z.literal(true), csrf_token: z.string() }) },
        },
      },
      async (request, reply) => ({
        ok: true as const,
        csrf_token: setCsrfCookie(reply, parts.csrf, sessionViewerOf(request)),
      }),
    );
  };
}
