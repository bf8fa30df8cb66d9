import { setTimeout as sleep } from 'node:timers/promises';
import { createId } from '../../server/src/kit/id.ts';
import type { TestDatabase } from '../../server/test/database.ts';
import { runSql } from '../../server/test/raw-sql.ts';
import { ADMIN, createTestPerson } from '../../server/test/test-person.ts';
import { deliver } from '../omi/deliver.ts';
import { startServerProcess } from './server-process.ts';

const SENDERS = 3;
const SECRET = 'a-secret-of-the-whole-app-0123456789';

/**
 * Delivers what a wearable hears from several senders, kills the server at a random moment, starts it again and looks for every word it had
 * taken.
 * @returns how many deliveries were acknowledged
 * @throws Error when one of them is lost
 */
export async function playWebhookKillRound(
  database: TestDatabase,
  env: Record<string, string>,
  random: () => number,
): Promise<number> {
  const settings = { ...env, OMI_WEBHOOK_SECRET: SECRET };
  await using first = await startServerProcess(settings);
  const { id: userId } = await createTestPerson(first.url, '/auth/login', ADMIN);
  const uid = `omi-${createId<string>()}`;
  await runSql(
    database,
    `insert into omi_links (id, user_id, omi_user_id, status, code_attempts, created_at)
     values ('${createId<string>()}', '${userId}', '${uid}', 'active', 0, 0)`,
  );

  const acknowledged: { id: string; text: string }[] = [];
  let isDead = false;
  const send = async (sender: number) => {
    for (let i = 0; !isDead; i += 1) {
      const segment = {
        id: `${uid}-${sender}-${i}`,
        text: `Note ${i} of ${sender}.`,
        start: i,
        end: i + 1,
        is_user: true,
      };
      const { status } = await deliver(`${first.url}/omi-webhook/${SECRET}`, uid, [segment]);
      if (status === 200) acknowledged.push(segment);
    }
  };
  const senders = Array.from({ length: SENDERS }, (_, sender) => send(sender));
  await sleep(50 + random() * 400);
  isDead = true;
  await first.kill();
  await Promise.all(senders);

  // Whatever the start makes of what was left behind, it must not lose it.
  await (await startServerProcess(settings)).kill();
  const rows = await runSql(database, `select segment_key, text from transcript_segments`);
  const stored = new Map(rows.map((row) => [row.segment_key, row.text]));
  for (const { id, text } of acknowledged) {
    if (stored.get(id) !== text) throw new Error(`what was heard as ${id} was acknowledged and is lost`);
  }
  return acknowledged.length;
}
