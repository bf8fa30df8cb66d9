import { join } from 'node:path';
import { Writable } from 'node:stream';
import { type Dialect, openTestStore } from '../../../test/database.ts';
import { createAuthenticate } from '../../account/authenticate.ts';
import { createPasswordHasher } from '../../account/password-hasher.ts';
import { prepareSetup } from '../../account/prepare-setup.ts';
import { createSessionEnds, type SessionEnds } from '../../account/session-ends.ts';
import { type Config, loadConfig, type Registration } from '../../config.ts';
import type { Clock } from '../../kit/clock.ts';
import { must } from '../../kit/must.ts';
import { createSecretBox } from '../../kit/secret-box.ts';
import { createLog } from '../../log.ts';
import type { Store } from '../../store/open.ts';
import { userReader } from '../../store/user-reader.ts';
import { createHttpServer } from '../create-http-server.ts';
import { createCsrf } from '../csrf.ts';
import type { HttpServer, Phase, Routes } from '../http-server.ts';
import { accountRoutes } from '../route/account.ts';
import { accountSessionRoutes } from '../route/account-session.ts';
import { authRoutes } from '../route/auth.ts';
import { docsRoutes } from '../route/docs.ts';
import { healthRoutes } from '../route/health.ts';
import { helpRoutes } from '../route/help.ts';
import { meRoutes } from '../route/me.ts';
import { pageRoutes } from '../route/page.ts';
import { passkeyRoutes } from '../route/passkey.ts';
import { secondFactorRoutes } from '../route/second-factor.ts';

interface TestOptions {
  registration?: Registration;
  env?: Record<string, string>;
  webDir?: string;
  routes?: (parts: { store: Store; clock: Clock }) => Routes[];
}

export interface TestServer extends AsyncDisposable {
  url: string;
  http: HttpServer;
  store: Store;
  config: Config;
  sessionEnds: SessionEnds;
  /** What the start would print; empty where there is an admin already. */
  setupToken: string;
  /** Starts at a fixed instant and moves only when told. */
  clock: Clock & { advance(ms: number): void };
  phase: { value: Phase };
  /** Everything logged so far, at the most talkative level. */
  logged(): string;
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Response>;
  get(path: string, headers?: Record<string, string>): Promise<Response>;
}

/** Cheap hashes: what tests look at is who gets in, and at the real cost a hundred tries take seconds. */
const CHEAP = { memoryCost: 64, timeCost: 1, parallelism: 1 };

/** The account routes on a free port and a database of their own, as the product builds them. */
export async function startTestServer(dialect: Dialect, options: TestOptions = {}): Promise<TestServer> {
  const store = await openTestStore(dialect);
  const config = loadConfig({ SESSION_SECRET: 's'.repeat(32), DATA_DIR: '/nonexistent', ...options.env });
  const clock = createTestClock();
  const lines: string[] = [];
  const log = createLog('trace', collect(lines));
  const passwords = createPasswordHasher(CHEAP);
  const sessionEnds = createSessionEnds();
  const csrf = createCsrf(config);
  const phase: { value: Phase } = { value: 'ready' };
  const registration = options.registration ?? 'invite';
  const box = createSecretBox(config.sessionSecret);
  const accounts = { store, clock, passwords, registration, sessionEnds, csrf, box };
  const http = await createHttpServer({
    config: config.http,
    log,
    csrf,
    authenticate: createAuthenticate(store, clock, log),
    phase: () => phase.value,
    routes: [
      authRoutes(accounts),
      accountRoutes(accounts),
      accountSessionRoutes(accounts),
      secondFactorRoutes(accounts),
      passkeyRoutes({ ...accounts, publicUrl: config.http.publicUrl }),
      meRoutes({ quotaOf: async () => QUOTA, omiLinksOf: async () => [] }),
      healthRoutes({
        version: '0.0.0',
        clock,
        phase: () => phase.value,
        database: store.dialect,
        readRegistration: async () => registration,
        isOmiConfigured: false,
        needsSetup: async () => !(await userReader.existsAny(store.read)),
        checkDatabase: async () => void (await userReader.existsAny(store.read)),
      }),
      helpRoutes(),
      docsRoutes(),
      pageRoutes(options.webDir ?? join('/nonexistent', 'web')),
      ...(options.routes?.({ store, clock }) ?? []),
    ],
  });
  const setupToken = (await prepareSetup({ store, clock, passwords, admin: config.admin })) ?? '';
  const url = await http.listen({ host: '127.0.0.1', port: 0 });
  return {
    url,
    http,
    store,
    config,
    sessionEnds,
    setupToken,
    clock,
    phase,
    logged: () => lines.join(''),
    post: (path, body, headers = {}) =>
      fetch(url + path, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(body),
      }),
    get: (path, headers = {}) => fetch(url + path, { headers, redirect: 'manual' }),
    [Symbol.asyncDispose]: async () => {
      await http.close();
      await store[Symbol.asyncDispose]();
    },
  };
}

const QUOTA = {
  limits: { messages_per_day: null, tokens_per_day: null, concurrent_streams: null },
  today: { messages: 0, tokens: 0 },
  remaining: { messages: null, tokens: null },
  resets_at: '2026-05-02T00:00:00.000Z',
};

function createTestClock() {
  let nowMs = Date.UTC(2026, 4, 1, 12);
  return {
    now: () => nowMs,
    monotonic: () => nowMs,
    advance(ms: number) {
      nowMs += ms;
    },
  };
}

function collect(lines: string[]): Writable {
  return new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk));
      done();
    },
  });
}

export const ADMIN = { email: 'ada@example.org', password: 'correct horse battery' };

/** Makes the first admin and gives what a signed-in program or browser holds. */
export async function signUpAdmin(server: TestServer) {
  const answer = await server.post('/auth/register', { ...ADMIN, setup_token: server.setupToken });
  if (answer.status !== 200) throw new Error(`the first admin was refused: ${await answer.text()}`);
  return readSignedIn(answer);
}

/** Takes tokens and cookies from the answer to a sign-in. */
export async function readSignedIn(answer: Response) {
  const cookies = new Map(
    answer.headers.getSetCookie().map((line): [string, string] => {
      const [pair = ''] = line.split(';');
      const at = pair.indexOf('=');
      return [pair.slice(0, at), pair.slice(at + 1)];
    }),
  );
  const csrf = must(cookies.get('omni_csrf'), 'the CSRF cookie');
  const session = must(cookies.get('omni_session'), 'the session cookie');
  const body: { session_token: string } = JSON.parse(await answer.text());
  return {
    token: body.session_token,
    csrf,
    bearer: { authorization: `Bearer ${body.session_token}` },
    cookie: { cookie: `omni_session=${session}; omni_csrf=${csrf}` },
  };
}
