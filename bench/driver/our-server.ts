import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { formatPrompt } from './answer-script.ts';
import { createDataDir } from './create-data-dir.ts';
import { SERVER_CORE, startPinned } from './pinned-process.ts';
import { readOurPieces } from './read-our-piece.ts';
import { formatPost, type Subject } from './subject.ts';

/** Our server with its defaults, alone on its core, and a person signed in to it. */
export interface OurServer extends Subject {
  /** Headers that sign a request in. */
  headers: Record<string, string>;
  dataDir: string;
  /** Calls the API as the signed-in person. @throws Error when the answer is not a success */
  call(method: string, path: string, body?: unknown): Promise<unknown>;
}

export const webhookSecret = 'bench-webhook-secret-0123456789abcdefghijkl';
/** Of the admin, who is the person that asks where there is only one. */
export const credentials = { email: 'bench@example.org', password: 'a long password for the bench' };
const root = new URL('../..', import.meta.url).pathname;

/**
 * Starts our server on a new data directory, which is removed again by `stop`.
 * @param peopleCount how many people ask, each in turn, so that nobody meets the limit on what one person sends in a minute
 */
export async function startOurServer(upstream: Subject, peopleCount = 1): Promise<OurServer> {
  const dataDir = createDataDir();
  const server = await launchOurServer(upstream, dataDir);
  const baseUrl = `http://127.0.0.1:${server.port}`;
  const signIn = async (path: string, body: unknown): Promise<Record<string, string>> => {
    const type = { 'content-type': 'application/json' };
    const response = await fetch(baseUrl + path, { method: 'POST', headers: type, body: JSON.stringify(body) });
    if (!response.ok) throw new Error(`POST ${path} gave ${response.status}: ${await response.text()}`);
    return { authorization: `Bearer ${Object(await response.json()).session_token}` };
  };
  const headers = await signIn('/auth/login', credentials);
  const people = [headers];
  while (people.length < peopleCount) {
    const { password } = credentials;
    people.push(await signIn('/auth/register', { email: `bench-${people.length}@example.org`, password }));
  }
  const call = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    const content = body === undefined ? {} : { body: JSON.stringify(body) };
    const type: Record<string, string> = body === undefined ? {} : { 'content-type': 'application/json' };
    const response = await fetch(baseUrl + path, { method, headers: { ...headers, ...type }, ...content });
    if (!response.ok) throw new Error(`${method} ${path} gave ${response.status}: ${await response.text()}`);
    return response.json();
  };
  const stop = async () => {
    await server.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
  const formatRequest: Subject['formatRequest'] = (script) =>
    formatPost('/chat/stream', { text: formatPrompt(script) }, people[script.seed % people.length]);
  return { ...server, stop, dataDir, headers, call, marker: 'event: delta', formatRequest, readPieces: readOurPieces };
}

/** Signs the admin in to a server of ours: who that is, and the headers of a request by them. */
export async function signIn(port: number): Promise<{ userId: string; headers: Record<string, string> }> {
  const response = await fetch(`http://127.0.0.1:${port}/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(credentials),
  });
  if (!response.ok) throw new Error(`signing in gave ${response.status}: ${await response.text()}`);
  const { session_token: token, user } = Object(await response.json());
  return { userId: String(user.id), headers: { authorization: `Bearer ${token}` } };
}

/** Starts the process on `dataDir` and waits until it is ready; `readyAfterMs` counts from the start of the process. */
export async function launchOurServer(upstream: Pick<Subject, 'port'>, dataDir: string) {
  const port = await findFreePort();
  const startedAtMs = performance.now();
  const { pid, child, stop } = startPinned(SERVER_CORE, [...nodeArgs(), ...startArgs()], {
    PATH: process.env.PATH,
    DATA_DIR: dataDir,
    HOST: '127.0.0.1',
    PORT: String(port),
    ADMIN_EMAIL: credentials.email,
    ADMIN_PASSWORD: credentials.password,
    REGISTRATION: 'open',
    OPENAI_COMPATIBLE_BASE_URL: `http://127.0.0.1:${upstream.port}/v1`,
    DEFAULT_PROVIDER: 'openai-compatible',
    DEFAULT_MODEL: 'bench',
    OMI_WEBHOOK_SECRET: webhookSecret,
    // Nothing listens on port 9; the machine's own model servers, if any, stay out of it.
    OLLAMA_BASE_URL: 'http://127.0.0.1:9',
    LMSTUDIO_BASE_URL: 'http://127.0.0.1:9',
  });
  while (!(await isReady(port))) {
    if (child.exitCode !== null) throw new Error(`our server ended with code ${child.exitCode} before it was ready`);
    if (performance.now() - startedAtMs > 30_000) throw new Error('our server was not ready after 30 s');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  return { pid, port, stop, readyAfterMs: performance.now() - startedAtMs };
}

/** What `npm start` gives to Node: options, then the file. */
function startArgs(): string[] {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const args: string[] = String(scripts.start).split(' ').slice(1);
  return args.map((arg) => (arg.startsWith('-') ? arg : join(root, arg)));
}

/** Arguments for the Node of our server alone, to look inside: `BENCH_NODE_ARGS="--cpu-prof --cpu-prof-dir=/tmp/profile"`. */
function nodeArgs(): string[] {
  const { BENCH_NODE_ARGS: args = '' } = process.env;
  return args.split(' ').filter((arg) => arg !== '');
}

async function isReady(port: number): Promise<boolean> {
  try {
    const response = await fetch(`http://127.0.0.1:${port}/ready`);
    await response.body?.cancel();
    return response.ok;
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
  return address !== null && typeof address === 'object' ? address.port : 0;
}
