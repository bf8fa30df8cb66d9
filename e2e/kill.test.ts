import { expect, it } from 'vitest';
import { createTestDatabase } from '../server/test/database.ts';
import { chooseSeed, createRandom } from '../server/test/random.ts';
import { startScriptedProvider } from '../server/test/scripted-provider.ts';
import { answerSlowly } from './driver/answer-slowly.ts';
import { playKillRound } from './driver/kill-round.ts';
import { settingsOf } from './driver/settings-of.ts';
import { playWebhookKillRound } from './driver/webhook-kill-round.ts';

const ROUNDS = 3;
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

it(`loses no acknowledged delivery of a wearable when it is killed (SEED=${seed})`, { timeout: 90_000 }, async () => {
  await using database = await createTestDatabase('sqlite');
  await using provider = await startScriptedProvider();
  const env = settingsOf(database, provider);
  expect(await playWebhookKillRound(database, env, createRandom(seed))).toBeGreaterThan(0);
});
