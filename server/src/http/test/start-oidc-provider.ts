import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import Provider, { type Configuration } from 'oidc-provider';

interface Person {
  email?: string;
  email_verified?: boolean;
  name?: string;
  groups?: string[] | string;
}

const CLIENT = { client_id: 'omniai', client_secret: 'a secret between servers' };

/**
 * A real OpenID Connect provider on a free port. Whoever is sent to it is signed in at once as `who`, and agrees to everything.
 * @param redirectUri where it may send browsers back to
 */
export async function startOidcProvider(redirectUri: string) {
  const people = new Map<string, Person>();
  const state: { who: string | undefined } = { who: undefined };
  const http = createServer();
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  const issuer = `http://127.0.0.1:${portOf(http)}`;
  const provider = new Provider(issuer, createConfiguration(redirectUri, people));
  const answer = provider.callback();
  http.on('request', (request, response) => {
    if (!request.url?.startsWith('/interaction/')) return void answer(request, response);
    const result = state.who === undefined ? { error: 'access_denied' } : { login: { accountId: state.who } };
    void provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
  });
  return {
    issuer,
    people,
    state,
    client: CLIENT,
    async close() {
      http.closeAllConnections();
      http.close();
      await once(http, 'close');
    },
  };
}

function createConfiguration(redirectUri: string, people: ReadonlyMap<string, Person>): Configuration {
  return {
    clients: [{ ...CLIENT, redirect_uris: [redirectUri] }],
    claims: { openid: ['sub', 'groups'], email: ['email', 'email_verified'], profile: ['name'] },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_context, interaction) => `/interaction/${interaction.uid}` },
    cookies: { keys: ['a key of the test'] },
    pkce: { required: () => true },
    findAccount: (_context, accountId) => ({ accountId, claims: () => ({ sub: accountId, ...people.get(accountId) }) }),
    async loadExistingGrant({ oidc }) {
      const accountId = oidc.session?.accountId;
      const clientId = oidc.client?.clientId;
      if (accountId === undefined || clientId === undefined) return undefined;
      const grant = new oidc.provider.Grant({ accountId, clientId });
      grant.addOIDCScope('openid email profile');
      await grant.save();
      return grant;
    },
  };
}

function portOf(http: Server): number {
  const address = http.address();
  return typeof address === 'object' && address ? address.port : 0;
}
