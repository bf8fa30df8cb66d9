import { setTimeout as sleep } from 'node:timers/promises';
import { runSql } from '../../server/test/raw-sql.ts';
import { startTestServer, type TestServer } from '../../server/test/server.ts';
import type { TestPerson } from '../../server/test/test-person.ts';
import { type OmiStandIn, startOmiStandIn } from '../omi/start-omi-stand-in.ts';
import { createSimulation, type Simulation } from '../simulator/simulation.ts';
import { createTranscriptPrinter } from '../simulator/transcript-printer.ts';
import { createDayClock, type DayClock, type DayWork } from './day-clock.ts';

const UID = 'ada-omi';
const TIME_ZONE = 'Europe/Berlin';
const LOOK_EVERY_MS = 5;
const YEAR_MS = 365 * 86_400_000;

/** A person with an Omi, a server, and Omi itself, all in one time that passes only when it is waited for. */
export interface Day extends AsyncDisposable {
  server: TestServer;
  person: TestPerson;
  omi: OmiStandIn;
  clock: DayClock;
  /** Everything that was said, replied and pushed so far. */
  lines: string[];
  play: Simulation['play'];
}

/** @param answers what the model says to a question */
export async function startDay(startMs: number, answers: (question: string) => string): Promise<Day> {
  const clock = createDayClock(startMs);
  const lines: string[] = [];
  const printer = createTranscriptPrinter((line) => lines.push(line), clock.now, TIME_ZONE);
  let simulation: Simulation | undefined;
  let telling = Promise.resolve();
  const omi = await startOmiStandIn({
    enabledUids: [UID],
    now: clock.now,
    onNotification: ({ message }) => printer.print('push', message),
    onConversation(_uid, conversation) {
      printer.print('omi', `Keeps a conversation: ${conversation.structured.title}`);
      telling = telling.then(() => simulation?.tellConversation(conversation));
    },
  });
  const server = await startTestServer('sqlite', {
    clock,
    env: { OMI_APP_ID: omi.app.id, OMI_APP_SECRET: omi.app.apiKey, OMI_API_BASE_URL: omi.url },
  });
  server.provider.answer(async (call) => {
    await call.emit(answers(call.question));
    await call.finish();
  });
  const person = await server.person('ada');
  await person.call('PATCH', '/preferences', { time_zone: TIME_ZONE });
  const token = await link(person, omi);
  lines.length = 0;
  simulation = createSimulation({
    addresses: { developerUrl: `${server.url}/omi-webhook/${token}` },
    uid: UID,
    time: clock,
    printer,
    isFast: true,
  });
  const { settled } = simulation;
  clock.follow(await watchWork(server, clock, () => settled().then(() => telling)));
  return {
    server,
    person,
    omi,
    clock,
    lines,
    play: simulation.play,
    async [Symbol.asyncDispose]() {
      await server[Symbol.asyncDispose]();
      await omi.stop();
    },
  };
}

async function link(person: TestPerson, omi: OmiStandIn): Promise<string> {
  await person.call('POST', '/link/omi/start', { omi_user_id: UID });
  const code = (omi.notifications[0]?.message ?? '').replace(/\D/g, '').slice(0, 8);
  const { body } = await person.call<{ webhook_token: string }>('POST', '/link/omi/confirm', {
    omi_user_id: UID,
    code,
  });
  return body.webhook_token;
}

/** The server's own timers go by real time, so whatever is due is asked for by somebody who queues something for next year. */
async function watchWork(server: TestServer, clock: DayClock, answered: () => Promise<void>): Promise<DayWork> {
  const waker = await server.person('waker');
  const query = async (sql: string) => Number((await runSql(server.database, sql))[0]?.found ?? Number.NaN);
  const open = `from outbox where status not in ('done', 'parked')`;
  const countOpen = async () =>
    (await query(`select count(*) as found ${open} and due_at <= ${clock.now()}`)) +
    (await query(`select count(*) as found from messages where status = 'streaming'`));
  const isDone = async () => (await countOpen()) === 0;
  return {
    async nextDue() {
      const due = await query(`select min(due_at) as found ${open}`);
      return Number.isNaN(due) ? undefined : due;
    },
    async finish() {
      await answered();
      if (await isDone()) return;
      await waker.call('POST', '/followups', {
        message: 'Next year.',
        deliver_at: new Date(clock.now() + YEAR_MS).toISOString(),
      });
      while (!(await isDone())) await sleep(LOOK_EVERY_MS);
    },
  };
}
