import { expect, it } from 'vitest';
import { createTestDatabase } from '../server/test/database.ts';
import { chooseSeed } from '../server/test/random.ts';
import { startScriptedProvider } from '../server/test/scripted-provider.ts';
import { answerAtOnce } from './driver/answer-at-once.ts';
import { startServerProcess } from './driver/server-process.ts';
import { settingsOf } from './driver/settings-of.ts';
import { playFuzz } from './fuzz/play-fuzz.ts';
import { startOmiStandIn } from './omi/start-omi-stand-in.ts';

/** In rounds, so that what lies in the database does not slow the last ones. */
const ROUNDS = 20;
const INPUTS = 5_000;
const seed = chooseSeed();

it(`answers ${ROUNDS * INPUTS} requests of any kind as its document says (SEED=${seed})`, async () => {
  const statuses: Record<string, number> = {};
  for (let round = 0; round < ROUNDS; round += 1) {
    await using database = await createTestDatabase(round % 2 === 0 ? 'sqlite' : 'postgres');
    await using provider = await startScriptedProvider();
    await using omi = await startOmiStandIn();
    provider.answer(answerAtOnce);
    await using server = await startServerProcess({
      ...settingsOf(database, provider),
      TRUSTED_PROXIES: '127.0.0.1',
      OMI_APP_ID: omi.app.id,
      OMI_APP_SECRET: omi.app.apiKey,
      OMI_API_BASE_URL: omi.url,
    });
    const enable = (uid: string) => omi.app.enabledUids.add(uid);
    const report = await playFuzz({ url: server.url, database, seed: seed + round * INPUTS, inputs: INPUTS, enable });
    expect(report.faults).toEqual([]);
    for (const [status, count] of Object.entries(report.statuses)) statuses[status] = (statuses[status] ?? 0) + count;
    expect(server.output()).not.toContain('"a bug"');
    expect(await server.stop(), server.output()).toBe(0);
  }
  process.stdout.write(`${JSON.stringify(statuses)}\n`);
});
