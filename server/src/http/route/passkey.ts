import { z } from 'zod';
import { addPasskey } from '../../account/add-passkey.ts';
import { deletePasskey } from '../../account/delete-passkey.ts';
import { loginWithPasskey } from '../../account/login-with-passkey.ts';
import {
  assertionSchema,
  type PasskeyParts,
  passkeySchema,
  registrationSchema,
  toPasskey,
} from '../../account/passkey.ts';
import type { SessionEnds } from '../../account/session-ends.ts';
import { startPasskey } from '../../account/start-passkey.ts';
import { startPasskeyLogin } from '../../account/start-passkey-login.ts';
import type { PasskeyId } from '../../kit/id.ts';
import { ACCOUNT_LIMITS } from '../../kit/limits.ts';
import { passkeyReader } from '../../store/passkey-reader.ts';
import { sessionViewerOf } from '../authentication.ts';
import { callerOf } from '../caller-of.ts';
import type { Csrf } from '../csrf.ts';
import type { Routes } from '../http-server.ts';
import { nameSchema } from '../name-schema.ts';
import { relyingPartyOf } from '../relying-party.ts';
import { answerSignedIn, signedInBody } from '../signed-in-body.ts';

const tags = ['account'];
const ok = z.object({ ok: z.literal(true) });
const optionsAnswer = (what: string) => ok.extend({ options: z.record(z.string(), z.unknown()).describe(what) });

interface PasskeyRouteParts extends PasskeyParts {
  sessionEnds: SessionEnds;
  csrf: Csrf;
  publicUrl: string | null;
}

/** Keys kept in phones, computers and sticks that sign in without a password. */
export function passkeyRoutes(parts: PasskeyRouteParts): Routes {
  const { publicUrl } = parts;
  return (server) => {
    server.get(
      '/account/passkeys',
      {
        config: { policy: 'session' },
        schema: {
          tags,
          summary: 'Your passkeys, newest first',
          response: { 200: ok.extend({ passkeys: z.array(passkeySchema) }) },
        },
      },
      async (request) => {
        const rows = await passkeyReader.list(parts.store.read, sessionViewerOf(request).userId);
        return { ok: true as const, passkeys: rows.map(toPasskey) };
      },
    );

    server.post(
      '/account/passkeys/options',
      {
        config: { policy: 'session', rateClass: 'account' },
        schema: {
          tags,
          summary: 'Begin to add a passkey; needs a recent sign-in',
          response: { 200: optionsAnswer('For `PublicKeyCredential.parseCreationOptionsFromJSON`') },
        },
      },
      async (request) => {
        const party = relyingPartyOf(publicUrl, request);
        return { ok: true as const, options: { ...(await startPasskey(parts, sessionViewerOf(request), party)) } };
      },
    );

    server.post(
      '/account/passkeys',
      {
        config: { policy: 'session', rateClass: 'account' },
        schema: {
          tags,
          summary: 'Add the passkey that an authenticator made; needs a recent sign-in',
          body: z.strictObject({ name: nameSchema(ACCOUNT_LIMITS.nameMaxLength), response: registrationSchema }),
          response: { 200: ok.extend({ passkey: passkeySchema }) },
        },
      },
      async (request) => {
        const party = relyingPartyOf(publicUrl, request);
        const row = await addPasskey(parts, sessionViewerOf(request), request.body, party, callerOf(request));
        return { ok: true as const, passkey: toPasskey(row) };
      },
    );

    server.delete(
      '/account/passkeys/:id',
      {
        config: { policy: 'session', rateClass: 'account' },
        schema: {
          tags,
          summary: 'Forget a passkey; needs a recent sign-in',
          params: z.object({ id: nameSchema(100) }),
          response: { 200: ok },
        },
      },
      async (request) => {
        const id = request.params.id as PasskeyId;
        await deletePasskey(parts, sessionViewerOf(request), id, callerOf(request));
        return { ok: true as const };
      },
    );

    server.post(
      '/auth/passkey/options',
      {
        config: { policy: 'public', rateClass: 'account' },
        schema: {
          tags,
          summary: 'Begin to sign in with a passkey',
          response: { 200: optionsAnswer('For `PublicKeyCredential.parseRequestOptionsFromJSON`') },
        },
      },
      async (request) => {
        const party = relyingPartyOf(publicUrl, request);
        return { ok: true as const, options: { ...(await startPasskeyLogin(parts, party, callerOf(request))) } };
      },
    );

    server.post(
      '/auth/passkey',
      {
        config: { policy: 'public', rateClass: 'account' },
        schema: {
          tags,
          summary: 'Sign in with a passkey and a new session',
          body: z.strictObject({ response: assertionSchema }),
          response: { 200: signedInBody },
        },
      },
      async (request, reply) => {
        const party = relyingPartyOf(publicUrl, request);
        const signedIn = await loginWithPasskey(parts, request.body.response, party, callerOf(request));
        return answerSignedIn(reply, parts.csrf, signedIn);
      },
    );
  };
}
