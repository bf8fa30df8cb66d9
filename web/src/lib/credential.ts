import { storage } from './storage.ts';

const TOKEN_KEY = 'session_token';
const ENTRANCES = [
  '/auth/login',
  '/auth/register',
  '/auth/passkey',
  '/auth/passkey/options',
  '/auth/reset/start',
  '/auth/reset/finish',
];

/** How the page proves who is asking. */
export interface Credential {
  /** Adds the proof to a request. */
  prove(request: Request): Promise<void>;
  /** Sends a request with the proof added. */
  send(request: Request): Promise<Response>;
  /** After a sign-in: the token it gave; after a sign-out: null. */
  keep(sessionToken: string | null): void;
}

/**
 * On the server's own origin the session is a cookie that scripts cannot read, and unsafe requests repeat the readable CSRF cookie.
 * Elsewhere cookies do not travel, so the session token is kept here and sent as a bearer.
 * @param apiBaseUrl empty on the server's own origin
 */
export function createCredential(apiBaseUrl: string): Credential {
  return apiBaseUrl === '' ? createCookieCredential() : createBearerCredential();
}

function createBearerCredential(): Credential {
  const prove = async ({ headers }: Request) => {
    const token = storage.read(TOKEN_KEY);
    if (token !== null) headers.set('authorization', `Bearer ${token}`);
  };
  return {
    prove,
    async send(request) {
      await prove(request);
      return fetch(request, { credentials: 'omit' });
    },
    keep: (sessionToken) => storage.write(TOKEN_KEY, sessionToken),
  };
}

function createCookieCredential(): Credential {
  const prove = async (request: Request) => {
    if (needsCsrfToken(request)) request.headers.set('x-csrf-token', await readCsrfToken());
  };
  return {
    prove,
    async send(request) {
      await prove(request);
      return fetch(request, { credentials: 'same-origin' });
    },
    keep: () => undefined,
  };
}

/** Who only comes in has no session yet, and so no token that the server could give. */
function needsCsrfToken({ method, url }: Request): boolean {
  return method !== 'GET' && !ENTRANCES.includes(new URL(url).pathname);
}

async function readCsrfToken(): Promise<string> {
  const known = findCookie('omni_csrf');
  if (known !== undefined) return known;
  await fetch('/auth/csrf', { credentials: 'same-origin' });
  return findCookie('omni_csrf') ?? '';
}

function findCookie(name: string): string | undefined {
  const pair = document.cookie.split('; ').find((entry) => entry.startsWith(`${name}=`));
  return pair?.slice(name.length + 1);
}
