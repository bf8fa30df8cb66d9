import { it } from 'vitest';
import { createTestDatabase } from '../../server/test/database.ts';
import { startScriptedProvider } from '../../server/test/scripted-provider.ts';
import { startServerProcess } from '../driver/server-process.ts';
import { settingsOf } from '../driver/settings-of.ts';
import { playWinnerRound } from './play-winner-round.ts';

/** Tests that there is one winner of every race, on two server processes that share a Postgres. */
export function describeRace(rounds: number, timeoutMs: number): void {
  it(`has one winner in each of ${rounds} rounds on two servers`, { timeout: timeoutMs }, async () => {
    await using database = await createTestDatabase('postgres');
    await using provider = await startScriptedProvider();
    const env = {
      ...settingsOf(database, provider),
      REGISTRATION: 'invite',
      ADMIN_EMAIL: '',
      ADMIN_PASSWORD: '',
      TRUSTED_PROXIES: '127.0.0.1',
    };
    // One after the other: each makes a setup token at its start.
    await using one = await startServerProcess(env);
    await using other = await startServerProcess(env);
    for (let round = 0; round < rounds; round += 1) {
      await playWinnerRound({ urls: [one.url, other.url], database }).catch((error) => {
        throw new Error(`round ${round}`, { cause: error });
      });
    }
  });
}
