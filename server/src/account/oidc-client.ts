import type { Configuration } from 'openid-client';
import { z } from 'zod';
import type { OidcSettings } from '../config.ts';
import { AppError } from '../errors.ts';
import { createSecret } from '../kit/id.ts';

/** What ties an answer of a provider to the browser that was sent there; it goes with that browser, sealed. */
interface OidcTrip {
  state: string;
  nonce: string;
  verifier: string;
}

/** A person as a provider knows them. */
export interface OidcPerson {
  issuer: string;
  /** Never given to anybody else by this issuer, unlike an e-mail address. */
  subject: string;
  email: string | undefined;
  name: string | undefined;
  /** Undefined where the settings leave roles to us. */
  role: 'user' | 'admin' | undefined;
}

/** Signing in with one OpenID Connect provider: authorization code with PKCE (OpenID Connect Core 1.0, RFC 7636). */
export interface OidcClient {
  readonly settings: OidcSettings;
  /** Where to send the browser. @throws AppError E3001 when the provider cannot be reached */
  start(): Promise<{ url: string; trip: OidcTrip }>;
  /**
   * Who came back.
   * @param query of the address they came back to
   * @throws AppError E2003 when the provider refused them or the answer is not one to this trip
   */
  finish(query: URLSearchParams, trip: OidcTrip): Promise<OidcPerson>;
}

const TIMEOUT_S = 10;
const claimsSchema = z.looseObject({
  email: z.string().max(254).optional(),
  email_verified: z.boolean().optional(),
  name: z.string().optional(),
});

/** @param publicUrl the origin under which people reach this server */
export function createOidcClient(settings: OidcSettings, publicUrl: string): OidcClient {
  const redirectUri = `${publicUrl}/auth/oidc/${settings.name}/callback`;
  let discovered: Promise<Configuration> | undefined;

  /** Remembers what it found, and not that it failed: the provider may be up at the next try. */
  const discover = async () => {
    discovered ??= discoverProvider(settings);
    try {
      return await discovered;
    } catch (cause) {
      discovered = undefined;
      throw new AppError('E3001', `${settings.label} cannot be reached right now. Try again shortly.`, { cause });
    }
  };

  return {
    settings,
    async start() {
      const { buildAuthorizationUrl, calculatePKCECodeChallenge } = await import('openid-client');
      const trip = { state: createSecret(), nonce: createSecret(), verifier: createSecret() };
      const url = buildAuthorizationUrl(await discover(), {
        redirect_uri: redirectUri,
        scope: settings.scope,
        state: trip.state,
        nonce: trip.nonce,
        code_challenge: await calculatePKCECodeChallenge(trip.verifier),
        code_challenge_method: 'S256',
      });
      return { url: url.href, trip };
    },
    async finish(query, { state, nonce, verifier }) {
      const { authorizationCodeGrant, fetchUserInfo } = await import('openid-client');
      const found = await discover();
      const came = new URL(`${redirectUri}?${query.toString()}`);
      try {
        const checks = {
          expectedState: state,
          expectedNonce: nonce,
          pkceCodeVerifier: verifier,
          idTokenExpected: true,
        };
        const tokens = await authorizationCodeGrant(found, came, checks);
        const claims = tokens.claims();
        if (!claims) throw new Error('the answer has no ID token');
        const hasUserInfo = found.serverMetadata().userinfo_endpoint !== undefined;
        const more = hasUserInfo ? await fetchUserInfo(found, tokens.access_token, claims.sub) : {};
        return toPerson(settings, { iss: claims.iss, sub: claims.sub }, { ...claims, ...more });
      } catch (cause) {
        throw new AppError('E2003', `${settings.label} did not confirm who you are. Try to sign in again.`, { cause });
      }
    },
  };
}

async function discoverProvider({ issuer, clientId, clientSecret }: OidcSettings): Promise<Configuration> {
  const { allowInsecureRequests, discovery } = await import('openid-client');
  // At home a provider may speak plain HTTP; who set it up said so by its address.
  const execute = issuer.startsWith('http:') ? [allowInsecureRequests] : [];
  return discovery(new URL(issuer), clientId, clientSecret, undefined, { execute, timeout: TIMEOUT_S });
}

function toPerson(settings: OidcSettings, { iss, sub }: { iss: string; sub: string }, given: object): OidcPerson {
  const claims = claimsSchema.parse(given);
  return {
    issuer: iss,
    subject: sub,
    email: claims.email_verified === false ? undefined : claims.email,
    name: claims.name,
    role: settings.roleClaim === null ? undefined : toRole(settings, claims[settings.roleClaim]),
  };
}

/** The claim may be one value or a list of them. */
function toRole({ adminValues }: OidcSettings, claim: unknown): 'user' | 'admin' {
  const values: unknown[] = Array.isArray(claim) ? claim : [claim];
  return values.some((value) => typeof value === 'string' && adminValues.includes(value)) ? 'admin' : 'user';
}
