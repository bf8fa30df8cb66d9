import { join } from 'node:path';
import { Writable } from 'node:stream';
import { type App, createApp } from '../src/app.ts';
import { loadConfig } from '../src/config.ts';
import type { Clock } from '../src/kit/clock.ts';
import { must } from '../src/kit/must.ts';
import { createLog } from '../src/log.ts';
import { createMigratedDatabase, type Dialect, type TestDatabase } from './database.ts';
import { type ScriptedProvider, startScriptedProvider } from './scripted-provider.ts';
import { ADMIN, createTestPerson, type TestPerson } from './test-person.ts';

export interface TestServerOptions {
  /** Stand-in for the model; without one a scripted provider is started and goes away with the server. */
  provider?: ScriptedProvider;
  /** To share a database between servers, or to keep it over a restart; without one the server has its own and removes it. */
  database?: TestDatabase;
  env?: Record<string, string>;
  clock?: Clock;
}

/** The whole product on a free port, with a database of its own and a provider that says what the test tells it to. */
export interface TestServer extends AsyncDisposable {
  readonly url: string;
  readonly app: App;
  readonly provider: ScriptedProvider;
  readonly database: TestDatabase;
  /** Everything logged so far, at the most talkative level. */
  logged(): string;
  /** The first admin. */
  admin(): Promise<TestPerson>;
  /** Somebody new, with an account and a session. */
  person(name?: string): Promise<TestPerson>;
  /** The same person with a session of this server: after a restart, or on another instance. */
  signIn(person: TestPerson): Promise<TestPerson>;
  /** Ends the server alone; its database and provider stay. */
  stop(graceMs?: number): Promise<void>;
}

/** Nothing listens on port 9: model servers of the machine that runs the tests stay out of them. */
const NOWHERE = 'http://127.0.0.1:9';

/** Boots the real `createApp` with the settings of an environment, as `main.ts` does. */
export async function startTestServer(dialect: Dialect, options: TestServerOptions = {}): Promise<TestServer> {
  const database = options.database ?? (await createMigratedDatabase(dialect));
  const provider = options.provider ?? (await startScriptedProvider());
  const lines: string[] = [];
  const app = await createApp({
    config: loadConfig({
      SESSION_SECRET: 's'.repeat(32),
      DATA_DIR: database.dir,
      ...(dialect === 'postgres' && { DATABASE_URL: database.location }),
      REGISTRATION: 'open',
      ADMIN_EMAIL: ADMIN.email,
      ADMIN_PASSWORD: ADMIN.password,
      OPENAI_COMPATIBLE_BASE_URL: provider.baseUrl,
      OLLAMA_BASE_URL: NOWHERE,
      LMSTUDIO_BASE_URL: NOWHERE,
      ...options.env,
    }),
    log: createLog('trace', collect(lines)),
    webDir: join(database.dir, 'web'),
    docsDir: join(import.meta.dirname, '../../docs'),
    ...(options.clock && { clock: options.clock }),
  });
  const url = await app.server.listen({ host: '127.0.0.1', port: 0 });
  let people = 0;
  let stopping: Promise<void> | undefined;
  const stop = (graceMs = 0) => {
    stopping ??= app.close(graceMs);
    return stopping;
  };
  return {
    url,
    app,
    provider,
    database,
    logged: () => lines.join(''),
    admin: () => createTestPerson(url, '/auth/login', ADMIN),
    person(name = 'person') {
      people += 1;
      const email = `${name}-${process.pid}-${people}-${must(new URL(url).port, 'a port')}@example.org`;
      return createTestPerson(url, '/auth/register', { email, password: ADMIN.password });
    },
    signIn: ({ email }) => createTestPerson(url, '/auth/login', { email, password: ADMIN.password }),
    stop,
    async [Symbol.asyncDispose]() {
      await stop();
      if (!options.provider) await provider[Symbol.asyncDispose]();
      if (!options.database) await database[Symbol.asyncDispose]();
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
