import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { buildPage } from '../../server/src/build-page.ts';

const ROOT = join(import.meta.dirname, '../..');
/** Node 24, with which these tests run too. */
const NODE = process.execPath;
/** It needs four seconds of a processor, which a busy machine gives it in minutes. */
const READY_WITHIN_MS = 300_000;
const LOOK_EVERY_MS = 10;

/** Killed when its scope is left, if it still runs then. */
export interface ServerProcess extends AsyncDisposable {
  readonly url: string;
  readonly pid: number;
  /** What it wrote to standard output and standard error so far. */
  output(): string;
  /** Ends it as a power cut would. Resolves when it is gone. */
  kill(): Promise<void>;
  /** Asks it to stop, as a supervisor does. Gives its exit code. */
  stop(): Promise<number | null>;
}

/**
 * Starts `node server/start.js` with these settings and nothing else of our environment, and waits until it is ready. The page is built
 * before, so that no server begins to build it. `PORT` is free to choose; without it any free port is taken.
 */
export async function startServerProcess(env: Record<string, string>): Promise<ServerProcess> {
  await buildPage();
  const port = env.PORT ?? String(await findFreePort());
  const child = spawn(NODE, [join(ROOT, 'server/start.js')], {
    cwd: ROOT,
    env: { PATH: process.env.PATH, HOST: '127.0.0.1', PORT: port, LOG_LEVEL: 'warn', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const kill = async () => {
    child.kill('SIGKILL');
    await exited;
  };
  const output: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes) => output.push(String(bytes)));
  const exited = once(child, 'exit');
  const url = `http://127.0.0.1:${port}`;
  await waitUntilReady(url, child, output).catch((error) => {
    child.kill('SIGKILL');
    throw error;
  });
  if (child.pid === undefined) throw new Error('a running process has an id');
  return {
    url,
    pid: child.pid,
    output: () => output.join(''),
    kill,
    [Symbol.asyncDispose]: kill,
    async stop() {
      child.kill('SIGTERM');
      await exited;
      return child.exitCode;
    },
  };
}

async function waitUntilReady(url: string, child: ChildProcess, output: readonly string[]): Promise<void> {
  const deadlineMs = performance.now() + READY_WITHIN_MS;
  while (!(await isReady(url))) {
    if (child.exitCode !== null) throw new Error(`the server ended before it was ready: ${output.join('')}`);
    if (performance.now() > deadlineMs) throw new Error(`the server was not ready in time: ${output.join('')}`);
    await sleep(LOOK_EVERY_MS);
  }
}

async function isReady(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/ready`, { signal: AbortSignal.timeout(2_000) })).ok;
  } catch {
    return false; // Nothing listens yet.
  }
}

async function findFreePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new Error('a listening server has a port');
  return address.port;
}
