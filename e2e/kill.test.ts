import { expect, it } from 'vitest';
import { createTestDatabase } from '../server/test/database.ts';
import { chooseSeed, createRandom } from '../server/test/random.ts';
import { startScriptedProvider } from '../server/test/scripted-provider.ts';
import { answerShortly } from './driver/answer-shortly.ts';
import { answerSlowly } from './driver/answer-slowly.ts';
import { playKillRound } from './driver/kill-round.ts';
import { settingsOf } from './driver/settings-of.ts';
import { playWebhookKills } from './driver/webhook-kills.ts';
import { startOmiStandIn } from './omi/start-omi-stand-in.ts';

const ROUNDS = 3;
const WEBHOOK_KILLS = 2;
const seed = chooseSeed();

it(`loses no acknowledged message when it is killed (SEED=${seed})`, { timeout: 90_000 }, async () => {
  await using database = await createTestDatabase('sqlite');
  await using provider = await startScriptedProvider();
  provider.answer(answerSlowly);
  const random = createRandom(seed);
  let acknowledged = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    acknowledged += (await playKillRound({ env: settingsOf(database, provider), random, round })).acknowledged;
  }
  expect(acknowledged).toBeGreaterThan(0);
});

it(`loses and repeats nothing of a wearable when it is killed (SEED=${seed})`, { timeout: 90_000 }, async () => {
  await using database = await createTestDatabase('sqlite');
  await using provider = await startScriptedProvider();
  await using omi = await startOmiStandIn();
  provider.answer(answerShortly);
  const random = createRandom(seed);
  const report = await playWebhookKills(database, settingsOf(database, provider), omi, random, WEBHOOK_KILLS);
  expect(report.acknowledged).toBeGreaterThan(WEBHOOK_KILLS);
});
