import { expect, test } from 'vitest';
import { startVoiceServer } from '../server/src/http/test/start-voice-server.ts';
import { chooseSeed } from '../server/test/random.ts';
import { playChaos } from './chaos/play-chaos.ts';

const seed = chooseSeed();

test.each([
  ['sqlite', 40],
  ['postgres', 8],
] as const)(
  `deliveries in any order end in one state (SEED=${seed}) on %s`,
  { timeout: 60_000 },
  async (dialect, permutations) => {
    await using server = await startVoiceServer(dialect);
    const report = await playChaos(server, seed, permutations);
    expect(report.questions).toBeGreaterThan(permutations);
    expect(report.commands).toBeGreaterThan(permutations / 4);
  },
);
