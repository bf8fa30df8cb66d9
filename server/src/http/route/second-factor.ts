import { z } from 'zod';
import { confirmTotp } from '../../account/confirm-totp.ts';
import { removeTotp } from '../../account/remove-totp.ts';
import { renewRecoveryCodes } from '../../account/renew-recovery-codes.ts';
import { startTotp, type TotpParts } from '../../account/start-totp.ts';
import { totpReader } from '../../store/totp-reader.ts';
import { sessionViewerOf } from '../authentication.ts';
import { callerOf } from '../caller-of.ts';
import { totpCodeSchema } from '../credential-schema.ts';
import type { Routes } from '../http-server.ts';

const tags = ['account'];
const ok = z.object({ ok: z.literal(true) });
const codes = ok.extend({ recovery_codes: z.array(z.string()).describe('Shown this once; each works once') });

/** The authenticator app that a person signs in with beside their password. */
export function secondFactorRoutes(parts: TotpParts): Routes {
  return (server) => {
    server.get(
      '/account/totp',
      {
        config: { policy: 'session' },
        schema: {
          tags,
          summary: 'Whether sign-in asks for a code, and how many recovery codes are left',
          response: { 200: ok.extend({ enabled: z.boolean(), recovery_codes_left: z.number().int() }) },
        },
      },
      async (request) => {
        const { userId } = sessionViewerOf(request);
        const factor = await totpReader.find(parts.store.read, userId);
        return {
          ok: true as const,
          enabled: factor !== undefined && factor.confirmed_at !== null,
          recovery_codes_left: await totpReader.countRecoveryCodes(parts.store.read, userId),
        };
      },
    );

    server.post(
      '/account/totp',
      {
        config: { policy: 'session', rateClass: 'account' },
        schema: {
          tags,
          summary: 'Begin to set up an authenticator app; needs a recent sign-in',
          response: {
            200: ok.extend({
              secret: z.string().describe('Base32, for typing'),
              otpauth_url: z.string(),
              qr_svg: z.string().describe('The address as a QR code: an SVG document'),
            }),
          },
        },
      },
      async (request) => {
        const { secret, otpauthUrl, qrSvg } = await startTotp(parts, sessionViewerOf(request));
        return { ok: true as const, secret, otpauth_url: otpauthUrl, qr_svg: qrSvg };
      },
    );

    server.post(
      '/account/totp/confirm',
      {
        config: { policy: 'session', rateClass: 'account' },
        schema: {
          tags,
          summary: 'Put the authenticator app in force by its first code; gives the recovery codes',
          body: z.strictObject({ totp_code: totpCodeSchema }),
          response: { 200: codes },
        },
      },
      async (request) => ({
        ok: true as const,
        recovery_codes: await confirmTotp(parts, sessionViewerOf(request), request.body.totp_code, callerOf(request)),
      }),
    );

    server.post(
      '/account/totp/recovery-codes',
      {
        config: { policy: 'session', rateClass: 'account' },
        schema: {
          tags,
          summary: 'New recovery codes; the ones before end; needs a recent sign-in',
          response: { 200: codes },
        },
      },
      async (request) => ({
        ok: true as const,
        recovery_codes: await renewRecoveryCodes(parts, sessionViewerOf(request), callerOf(request)),
      }),
    );

    server.delete(
      '/account/totp',
      {
        config: { policy: 'session', rateClass: 'account' },
        schema: {
          tags,
          summary: 'Sign in without a code again; needs a recent sign-in',
          response: { 200: ok },
        },
      },
      async (request) => {
        await removeTotp(parts, sessionViewerOf(request), callerOf(request));
        return { ok: true as const };
      },
    );
  };
}
