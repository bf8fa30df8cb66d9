import { Agent } from 'node:http';
import * as fc from 'fast-check';
import { must } from '../../server/src/kit/must.ts';
import type { TestDatabase } from '../../server/test/database.ts';
import { createRandom } from '../../server/test/random.ts';
import { readOperations } from './api-document.ts';
import { createJudge } from './create-judge.ts';
import { createFuzzActor, createStranger, type FuzzActor } from './fuzz-actor.ts';
import { type FuzzInput, inputOf } from './fuzz-input.ts';
import { type FuzzAnswer, sendRequest } from './send-request.ts';

interface FuzzSetting {
  /** Of a server that believes `X-Forwarded-For` from loopback, so that its limits by address are not what is met. */
  url: string;
  database: TestDatabase;
  seed: number;
  /** How many requests to send. */
  inputs: number;
  enable(uid: string): void;
}

export interface FuzzReport {
  sent: number;
  /** How many answers had each status. */
  statuses: Record<string, number>;
  operations: number;
  /** How many of the operations did at least once what was asked. */
  done: number;
  /** The faults, each once for an operation, with the request that showed it. */
  faults: string[];
}

const AT_ONCE = 8;
/** What ends people's sessions or accounts comes at the end of each round, so that they live to do something before. */
const ROUNDS = 4;
const MOST = 0.9;
const USERS = 3;
const ADMINS = 2;
/** Of an input in a report. */
const SHOWN = 300;

/** Sends generated requests to every operation of a server's own document, and holds every answer to it. */
export async function playFuzz({ url, database, seed, inputs, enable }: FuzzSetting): Promise<FuzzReport> {
  const operations = await readOperations(url);
  const random = createRandom(seed);
  const perOperation = Math.ceil(inputs / operations.length);
  const queue = operations
    .flatMap((operation, index) => fc.sample(inputOf(operation), { seed: seed + index, numRuns: perOperation }))
    .map((input, index) => ({
      input,
      order: (index % ROUNDS) + (endsPeople(input) ? MOST + random() * (1 - MOST) : random() * MOST),
    }))
    .sort((one, other) => other.order - one.order);

  const actors = await createActors({ url, database, enable });
  const judge = createJudge();
  const agent = new Agent({ keepAlive: true });
  const report: FuzzReport = { sent: 0, statuses: {}, operations: operations.length, done: 0, faults: [] };
  const done = new Set<string>();
  const faults = new Map<string, string>();

  const play = async () => {
    for (let next = queue.pop(); next; next = queue.pop()) {
      const { input } = next;
      report.sent += 1;
      const group = actors[input.actor];
      const actor = must(group[report.sent % group.length], 'an actor of every kind');
      const name = `${input.operation.method} ${input.operation.path}`;
      const request = toRequest(input, actor, report.sent);
      const fault = await sendRequest(agent, url, request).then(
        async (answer) => {
          if (answer === undefined) return undefined;
          report.statuses[answer.status] = (report.statuses[answer.status] ?? 0) + 1;
          if (answer.status < 400) done.add(name);
          const wrong = await judge(input.operation, answer);
          if (wrong === undefined) await learn(input, actor, request.person, answer);
          return wrong;
        },
        (error: unknown) => `no answer that can be read: ${String(error)}`,
      );
      if (fault) faults.set(`${name}: ${fault.replace(/[0-9a-f-]{36}/g, 'id')}`, show(request));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, play));
  agent.destroy();
  report.done = done.size;
  report.faults = [...faults].map(([fault, shown]) => `${fault}\n    ${shown}`);
  return report;
}

async function createActors(setting: Pick<FuzzSetting, 'url' | 'database' | 'enable'>) {
  const create = (role: 'user' | 'admin', count: number) =>
    Promise.all(Array.from({ length: count }, () => createFuzzActor({ ...setting, role })));
  const user = await create('user', USERS);
  // A stranger tries what somebody else has.
  const nobody = [createStranger(must(user[0], 'a user').known)];
  return { nobody, user, admin: await create('admin', ADMINS) };
}

function toRequest(input: FuzzInput, { person, known }: FuzzActor, count: number) {
  const credentials = person && (input.isCookie ? person.cookie : { authorization: `Bearer ${person.token}` });
  const body = input.body === null ? null : known.fill(input.body, (value) => JSON.stringify(value).slice(1, -1));
  return {
    person,
    method: input.operation.method,
    target: known.fill(input.target, encodeURIComponent),
    headers: {
      'x-forwarded-for': `10.${(count >> 16) & 255}.${(count >> 8) & 255}.${count & 255}`,
      ...credentials,
      ...input.headers,
    },
    body,
  };
}

/** Remembers what an answer names, and makes a new person of one who has lost session or role. */
async function learn(
  input: FuzzInput,
  actor: FuzzActor,
  sentAs: FuzzActor['person'],
  { status, headers, body }: FuzzAnswer,
) {
  const { path } = input.operation;
  if (status === 200 && /^application\/json(;|$)/.test(headers['content-type'] ?? '')) {
    actor.known.learn(JSON.parse(body), path);
  }
  const meta = /^event: meta\ndata: (.*)$/m.exec(body)?.[1];
  if (meta) actor.known.learn(JSON.parse(meta), path);
  if (!sentAs || 'authorization' in input.headers || 'cookie' in input.headers) return;
  const hasLostRole = input.actor === 'admin' && path.startsWith('/admin/') && status === 403;
  if (hasLostRole || body.includes('"code":"E2000"')) await actor.renew(sentAs);
}

function endsPeople({ operation: { method, path } }: FuzzInput): boolean {
  return /^(POST \/auth\/logout|POST .*\/revoke|DELETE \/account$|POST \/account\/password|(PATCH|DELETE) \/admin\/users)/.test(
    `${method} ${path}`,
  );
}

function show({ method, target, headers, body }: ReturnType<typeof toRequest>): string {
  return `${method} ${target} ${JSON.stringify(headers)} ${body ?? ''}`.slice(0, SHOWN);
}
