import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { linkIdentity } from '../../account/link-identity.ts';
import { loginWithOidc, type OidcLoginParts } from '../../account/login-with-oidc.ts';
import type { OidcClient } from '../../account/oidc-client.ts';
import { requireRecentProof } from '../../account/require-proof.ts';
import { unlinkIdentity } from '../../account/unlink-identity.ts';
import { AppError } from '../../errors.ts';
import { toIso } from '../../kit/clock.ts';
import type { SecretBox } from '../../kit/secret-box.ts';
import { identityReader } from '../../store/identity-reader.ts';
import { sessionViewerOf } from '../authentication.ts';
import { callerOf } from '../caller-of.ts';
import type { Csrf } from '../csrf.ts';
import type { Routes } from '../http-server.ts';
import { nameSchema } from '../name-schema.ts';
import { type CarriedTrip, setTripCookie, takeTripCookie } from '../oidc-cookie.ts';
import { setSessionCookies } from '../session-cookie.ts';

const tags = ['account'];
const ok = z.object({ ok: z.literal(true) });
const params = z.object({ provider: nameSchema(30) });
const redirect = { 302: z.null().describe('On to the next page') };
const identitySchema = z.object({
  provider: z.string(),
  created_at: z.iso.datetime(),
  last_used_at: z.iso.datetime().nullable(),
});

interface OidcRouteParts extends OidcLoginParts {
  clients: ReadonlyMap<string, OidcClient>;
  box: SecretBox;
  csrf: Csrf;
}

/** Signing in with accounts elsewhere (OpenID Connect). */
export function oidcRoutes(parts: OidcRouteParts): Routes {
  const { clients, box, clock, store } = parts;

  function clientOf(provider: string): OidcClient {
    const client = clients.get(provider);
    if (!client) throw new AppError('E1002');
    return client;
  }
  async function setOut(reply: FastifyReply, provider: string, extras: Pick<CarriedTrip, 'inviteCode' | 'linking'>) {
    const { url, trip } = await clientOf(provider).start();
    setTripCookie(reply, box, { provider, trip, ...extras }, clock.now());
    return url;
  }
  /** Gives the page of ours that comes next. */
  async function arrive(request: FastifyRequest, reply: FastifyReply, provider: string): Promise<string> {
    const carried = takeTripCookie(request, reply, box, provider, clock.now());
    if (!carried) throw new AppError('E2003', 'This sign-in was not begun here, or took too long. Begin again.');
    const query = new URLSearchParams(request.url.split('?')[1] ?? '');
    const person = await clientOf(provider).finish(query, carried.trip);
    if (carried.linking) {
      await linkIdentity(parts, carried.linking, { provider, person }, callerOf(request));
      return `/app/?linked=${provider}`;
    }
    const arrival = { provider, person, inviteCode: carried.inviteCode };
    const { token, viewer } = await loginWithOidc(parts, arrival, callerOf(request));
    setSessionCookies(reply, parts.csrf, viewer, token);
    return '/app/';
  }

  return (server) => {
    server.get(
      '/auth/oidc',
      {
        config: { policy: 'public' },
        schema: {
          tags,
          summary: 'The providers one can sign in with',
          response: { 200: ok.extend({ providers: z.array(z.object({ name: z.string(), label: z.string() })) }) },
        },
      },
      async () => ({
        ok: true as const,
        providers: [...clients.values()].map(({ settings: { name, label } }) => ({ name, label })),
      }),
    );

    server.get(
      '/auth/oidc/:provider/start',
      {
        config: { policy: 'public', rateClass: 'account' },
        schema: {
          tags,
          summary: 'Sends the browser to a provider to sign in',
          params,
          querystring: z.strictObject({ invite_code: z.string().max(128).optional() }),
          response: redirect,
        },
      },
      async (request, reply) => {
        const url = await setOut(reply, request.params.provider, { inviteCode: request.query.invite_code });
        return reply.redirect(url);
      },
    );

    server.get(
      '/auth/oidc/:provider/callback',
      {
        config: { policy: 'public', rateClass: 'account' },
        schema: {
          tags,
          summary: 'Where a provider sends the browser back to',
          description:
            'Signs in and leads to the page; what went wrong leads to the sign-in page with its code as `error`.',
          params,
          response: redirect,
        },
      },
      async (request, reply) => {
        try {
          return reply.redirect(await arrive(request, reply, request.params.provider));
        } catch (error) {
          if (!(error instanceof AppError)) throw error;
          request.log.warn({ code: error.code }, 'a sign-in by a provider was refused');
          return reply.redirect(`/app/sign-in?error=${error.code}`);
        }
      },
    );

    server.get(
      '/account/identities',
      {
        config: { policy: 'session' },
        schema: {
          tags,
          summary: 'The accounts elsewhere that open yours',
          response: { 200: ok.extend({ identities: z.array(identitySchema) }) },
        },
      },
      async (request) => {
        const rows = await identityReader.list(store.read, sessionViewerOf(request).userId);
        const identities = rows.map(({ provider, created_at, last_used_at }) => ({
          provider,
          created_at: toIso(created_at),
          last_used_at: last_used_at === null ? null : toIso(last_used_at),
        }));
        return { ok: true as const, identities };
      },
    );

    server.post(
      '/account/identities/:provider',
      {
        config: { policy: 'session', rateClass: 'account' },
        schema: {
          tags,
          summary: 'Begin to link an account elsewhere; needs a recent sign-in and leads back to the page',
          params,
          response: { 200: ok.extend({ url: z.url().describe('Where to send the browser') }) },
        },
      },
      async (request, reply) => {
        const viewer = sessionViewerOf(request);
        clientOf(request.params.provider);
        requireRecentProof(viewer, clock.now());
        const linking = { userId: viewer.userId, sessionId: viewer.sessionId };
        return { ok: true as const, url: await setOut(reply, request.params.provider, { linking }) };
      },
    );

    server.delete(
      '/account/identities/:provider',
      {
        config: { policy: 'session', rateClass: 'account' },
        schema: {
          tags,
          summary: 'Unlink an account elsewhere; needs a recent sign-in and another way in',
          params,
          response: { 200: ok },
        },
      },
      async (request) => {
        await unlinkIdentity(parts, sessionViewerOf(request), request.params.provider, callerOf(request));
        return { ok: true as const };
      },
    );
  };
}
