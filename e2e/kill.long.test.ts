import { expect, it } from 'vitest';
import { createTestDatabase } from '../server/test/database.ts';
import { chooseSeed, createRandom } from '../server/test/random.ts';
import { startScriptedProvider } from '../server/test/scripted-provider.ts';
import { answerSlowly } from './driver/answer-slowly.ts';
import { type KillReport, playKillRound } from './driver/kill-round.ts';
import { settingsOf } from './driver/settings-of.ts';

const ROUNDS = 100;
const seed = chooseSeed();

it(`loses nothing acknowledged when it is killed ${ROUNDS} times (SEED=${seed})`, async () => {
  await using database = await createTestDatabase('sqlite');
  await using provider = await startScriptedProvider();
  provider.answer(answerSlowly);
  const random = createRandom(seed);
  const total: KillReport = { sent: 0, acknowledged: 0, ended: 0, longestLossMs: 0 };
  for (let round = 0; round < ROUNDS; round += 1) {
    const report = await playKillRound({ env: settingsOf(database, provider), random, round }).catch((error) => {
      throw new Error(`round ${round}, SEED=${seed}`, { cause: error });
    });
    total.sent += report.sent;
    total.acknowledged += report.acknowledged;
    total.ended += report.ended;
    total.longestLossMs = Math.max(total.longestLossMs, report.longestLossMs);
  }
  process.stdout.write(`${ROUNDS} kills: ${JSON.stringify(total)}\n`);
  // A suite in which the kill always came too early or too late would prove nothing.
  expect(total.acknowledged).toBeGreaterThan(total.ended);
  expect(total.ended).toBeGreaterThan(0);
});
