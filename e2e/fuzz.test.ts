import { expect, it } from 'vitest';
import { chooseSeed } from '../server/test/random.ts';
import { startTestServer } from '../server/test/server.ts';
import { answerAtOnce } from './driver/answer-at-once.ts';
import { playFuzz } from './fuzz/play-fuzz.ts';
import { startOmiStandIn } from './omi/start-omi-stand-in.ts';

const INPUTS = 5_000;
const seed = chooseSeed();

it(`answers ${INPUTS} requests of any kind as its document says (SEED=${seed})`, { timeout: 180_000 }, async () => {
  await using omi = await startOmiStandIn();
  await using server = await startTestServer('sqlite', {
    env: {
      TRUSTED_PROXIES: '127.0.0.1',
      OMI_APP_ID: omi.app.id,
      OMI_APP_SECRET: omi.app.apiKey,
      OMI_API_BASE_URL: omi.url,
    },
  });
  server.provider.answer(answerAtOnce);
  const { url, database } = server;
  const report = await playFuzz({ url, database, seed, inputs: INPUTS, enable: (uid) => omi.app.enabledUids.add(uid) });
  expect(report.faults).toEqual([]);
  // Requests that were all refused would prove nothing.
  expect(report.done).toBeGreaterThan(report.operations / 2);
  expect(server.logged()).not.toContain('"a bug"');
  expect((await fetch(`${url}/ready`)).status).toBe(200);
});
