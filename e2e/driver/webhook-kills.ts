import { setTimeout as sleep } from 'node:timers/promises';
import { createId } from '../../server/src/kit/id.ts';
import type { TestDatabase } from '../../server/test/database.ts';
import { runSql } from '../../server/test/raw-sql.ts';
import { ADMIN, createTestPerson } from '../../server/test/test-person.ts';
import { deliver, type OmiSegment } from '../omi/deliver.ts';
import { speak } from '../omi/speak.ts';
import type { OmiStandIn } from '../omi/start-omi-stand-in.ts';
import { startServerProcess } from './server-process.ts';

const SENDERS = 3;
const SECRET = 'a-secret-of-the-whole-app-0123456789';
/** More of them in an hour are not pushed. */
const QUESTIONS = ['who wrote the Odyssey?', 'how far away is the moon?', 'why do cats purr at night?'];

/** What one wearer said before the server died, and what came back. */
interface Wearer {
  userId: string;
  uid: string;
  acknowledged: Map<string, Pick<OmiSegment, 'text'>>;
  replies: string[];
}

export interface WebhookKillReport {
  kills: number;
  acknowledged: number;
  asked: number;
  replied: number;
  pushed: number;
}

/**
 * Delivers what a wearable hears from three senders at once, notes and questions, and kills the server at a random moment; again and again on the
 * same data, each time with a new wearer. In the end a server that nobody kills does what is left.
 * @param settings of the server process; the pushes go to `omi`
 * @throws Error when a word, a question or an answer that was acknowledged is lost, or came twice
 */
export async function playWebhookKills(
  database: TestDatabase,
  settings: Record<string, string>,
  omi: OmiStandIn,
  random: () => number,
  kills: number,
): Promise<WebhookKillReport> {
  const env = {
    ...settings,
    OMI_WEBHOOK_SECRET: SECRET,
    OMI_APP_ID: omi.app.id,
    OMI_APP_SECRET: omi.app.apiKey,
    OMI_API_BASE_URL: omi.url,
  };
  const wearers: Wearer[] = [];
  for (let i = 0; i < kills; i += 1) wearers.push(await playUntilKilled(database, env, omi, random));

  await using last = await startServerProcess(env);
  await finishWork(database, last.output);
  const report = { kills, acknowledged: 0, asked: 0, replied: 0, pushed: 0 };
  for (const wearer of wearers) {
    const pushes = omi.notifications.filter(({ uid }) => uid === wearer.uid).map(({ message }) => message);
    await checkWords(database, wearer);
    report.asked += await checkQuestions(database, wearer, [...wearer.replies, ...pushes]);
    report.acknowledged += wearer.acknowledged.size;
    report.replied += wearer.replies.length;
    report.pushed += pushes.length;
  }
  return report;
}

async function playUntilKilled(
  database: TestDatabase,
  env: Record<string, string>,
  omi: OmiStandIn,
  random: () => number,
): Promise<Wearer> {
  await using server = await startServerProcess(env);
  const uid = `omi-${createId<string>()}`;
  const account = { email: `${uid}@example.org`, password: ADMIN.password };
  const { id: userId } = await createTestPerson(server.url, '/auth/register', account);
  await runSql(
    database,
    `insert into omi_links (id, user_id, omi_user_id, status, code_attempts, created_at)
     values ('${createId<string>()}', '${userId}', '${uid}', 'active', 0, 0)`,
  );
  omi.app.enabledUids.add(uid);
  const wearer: Wearer = { userId, uid, acknowledged: new Map(), replies: [] };
  const questions = speak(QUESTIONS.map((question) => `Hey Omi, ${question}`).join('|'), { gapS: 3 });
  let isDead = false;
  const send = async (sender: number) => {
    for (let i = 0; !isDead; i += 1) {
      const [note = []] = speak(`Note ${i} of sender ${sender} has these words.`, { startS: 20 + i / 100 });
      const delivery = [...note, ...(random() < 0.3 ? (questions[Math.floor(random() * questions.length)] ?? []) : [])];
      const { status, push } = await deliver(`${server.url}/omi-webhook/${SECRET}`, uid, delivery);
      if (push !== undefined) wearer.replies.push(push);
      if (status === 200) for (const segment of delivery) wearer.acknowledged.set(segment.id, segment);
    }
  };
  const senders = Array.from({ length: SENDERS }, (_, sender) => send(sender));
  await sleep(50 + random() * 400);
  // On a busy machine less was answered by now than a kill must find.
  while (wearer.acknowledged.size < LEAST_ACKNOWLEDGED) await sleep(LOOK_EVERY_MS);
  isDead = true;
  await server.kill();
  await Promise.all(senders);
  return wearer;
}

const LEAST_ACKNOWLEDGED = 3;
const WORK_WITHIN_MS = 120_000;
const LOOK_EVERY_MS = 200;

async function finishWork(database: TestDatabase, output: () => string): Promise<void> {
  const deadlineMs = performance.now() + WORK_WITHIN_MS;
  // Between the asking, which is done, and the telling, which is queued when it ends, there is only the answer itself.
  const listWaiting = () =>
    runSql(
      database,
      `select kind from outbox where status <> 'done' and kind like 'omi%'
       union all select 'an answer that is being written' from messages where status = 'streaming'`,
    );
  for (let waiting = await listWaiting(); waiting.length > 0; waiting = await listWaiting()) {
    if (performance.now() > deadlineMs) throw new Error(`still waiting: ${JSON.stringify(waiting)}\n${output()}`);
    await sleep(LOOK_EVERY_MS);
  }
}

async function checkWords(database: TestDatabase, { userId, acknowledged }: Wearer): Promise<void> {
  const rows = await runSql(database, `select segment_key, text from transcript_segments where user_id = '${userId}'`);
  const stored = new Map(rows.map((row) => [row.segment_key, row.text]));
  for (const [id, { text }] of acknowledged) {
    if (stored.get(id) !== text) throw new Error(`“${text}” was acknowledged and is lost`);
  }
}

/** @returns how many were asked */
async function checkQuestions(
  database: TestDatabase,
  { userId, acknowledged }: Wearer,
  told: readonly string[],
): Promise<number> {
  const rows = await runSql(database, `select role, text, status from messages where user_id = '${userId}'`);
  const asked = rows.filter(({ role }) => role === 'user').map(({ text }) => text);
  const words = [...acknowledged.values()].map(({ text }) => text);
  for (const question of QUESTIONS) {
    const times = asked.filter((text) => text === question).length;
    const wasTaken = words.includes(`Hey Omi, ${question}`);
    if (times > 1 || (wasTaken && times === 0)) throw new Error(`“${question}” was asked ${times} times`);
  }
  const answers = await runSql(
    database,
    `select text, status from notifications where user_id = '${userId}' and kind = 'answer'`,
  );
  if (answers.length !== asked.length) throw new Error(`${answers.length} answers to ${asked.length} questions`);
  for (const { text, status } of answers) {
    // Answers that the server's death ended have the same words.
    const same = answers.filter((answer) => answer.text === text).length;
    const times = told.join('\n').split(String(text)).length - 1;
    if (times > same || status !== 'sent') {
      throw new Error(`“${text}”, the answer to ${same} questions, is ${status} and was told ${times} times`);
    }
  }
  return asked.length;
}
