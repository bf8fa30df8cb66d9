import { expect, it } from 'vitest';
import { createTestDatabase } from '../server/test/database.ts';
import { chooseSeed, createRandom } from '../server/test/random.ts';
import { startScriptedProvider } from '../server/test/scripted-provider.ts';
import { answerShortly } from './driver/answer-shortly.ts';
import { answerSlowly } from './driver/answer-slowly.ts';
import { type KillReport, playKillRound } from './driver/kill-round.ts';
import { settingsOf } from './driver/settings-of.ts';
import { playWebhookKills } from './driver/webhook-kills.ts';
import { startOmiStandIn } from './omi/start-omi-stand-in.ts';

const ROUNDS = 100;
const WEBHOOK_KILLS = 200;
/** Five seconds for each kill, on a busy machine twenty. */
const TIMEOUT_MS = 2 * 3_600_000;
const seed = chooseSeed();

it(`loses nothing acknowledged when it is killed ${ROUNDS} times (SEED=${seed})`, { timeout: TIMEOUT_MS }, async () => {
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

it(`loses and repeats nothing of a wearable when it is killed ${WEBHOOK_KILLS} times (SEED=${seed})`, {
  timeout: TIMEOUT_MS,
}, async () => {
  await using database = await createTestDatabase('sqlite');
  await using provider = await startScriptedProvider();
  await using omi = await startOmiStandIn();
  provider.answer(answerShortly);
  const random = createRandom(seed);
  const report = await playWebhookKills(database, settingsOf(database, provider), omi, random, WEBHOOK_KILLS);
  process.stdout.write(`${JSON.stringify(report)}\n`);
  expect(report.acknowledged).toBeGreaterThan(10 * WEBHOOK_KILLS);
  expect(report.asked).toBeGreaterThan(WEBHOOK_KILLS);
  // Answers that were written while the server died are pushed; the others were replied.
  expect(report.replied).toBeGreaterThan(0);
  expect(report.pushed).toBeGreaterThan(0);
});
