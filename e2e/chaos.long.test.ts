import { expect, test } from 'vitest';
import { startVoiceServer } from '../server/src/http/test/start-voice-server.ts';
import { chooseSeed } from '../server/test/random.ts';
import { playChaos } from './chaos/play-chaos.ts';

/** A server's memory of what it pushed and was asked grows with each; nobody needs it for long. */
const PER_SERVER = 500;
/** At 50 to 100 ms of a processor for each permutation, with room for a busy machine. */
const TIMEOUT_MS = 4 * 3_600_000;
const seed = chooseSeed();

test.each([
  ['sqlite', 20_000],
  ['postgres', 2_000],
] as const)(
  `deliveries in any order end in one state (SEED=${seed}) on %s, %i times`,
  { timeout: TIMEOUT_MS },
  async (dialect, permutations) => {
    const total = { deliveries: 0, questions: 0, commands: 0 };
    for (let from = 0; from < permutations; from += PER_SERVER) {
      process.stdout.write(`${from} of ${permutations} on ${dialect}: ${JSON.stringify(total)}\n`);
      await using server = await startVoiceServer(dialect);
      const report = await playChaos(server, seed + from, PER_SERVER);
      total.deliveries += report.deliveries;
      total.questions += report.questions;
      total.commands += report.commands;
    }
    process.stdout.write(`${permutations} permutations on ${dialect}: ${JSON.stringify(total)}\n`);
    expect(total.questions).toBeGreaterThan(permutations);
  },
);
