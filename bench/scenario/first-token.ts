import { sendOnSchedule } from '../driver/load.ts';
import { startOurServer } from '../driver/our-server.ts';
import type { Subject } from '../driver/subject.ts';
import { verifyAnswer } from '../driver/verify-answer.ts';
import { compare } from './compare.ts';
import type { Scenario } from './scenario.ts';
import { createShortAnswer } from './short-answer.ts';

const perSecond = 200;
const seconds = 10;

/** 200 requests per second for short answers: the time to the first token that our server adds to the upstream's own. */
export const firstToken: Scenario = {
  name: 'first-token',
  run: async (upstream, isOursFirst) => {
    const [direct, ours] = await compare(
      isOursFirst,
      () => measureWaits(upstream),
      async () => {
        const server = await startOurServer(upstream);
        try {
          return await measureWaits(server);
        } finally {
          await server.stop();
        }
      },
    );
    return [
      { figure: 'first-token-p50', baseline: quantile(direct, 0.5), ours: quantile(ours, 0.5) },
      { figure: 'first-token-p99', baseline: quantile(direct, 0.99), ours: quantile(ours, 0.99) },
    ];
  },
};

/** Milliseconds from request to first token, ascending. */
async function measureWaits(subject: Subject): Promise<number[]> {
  const request = (index: number) => subject.formatRequest(createShortAnswer(index));
  const { marker } = subject;
  await sendOnSchedule(subject.port, { count: perSecond * 2, perSecond, marker }, request);
  const answers = await sendOnSchedule(subject.port, { count: perSecond * seconds, perSecond, marker }, request);
  const waitsMs = answers.map(({ index, raw }) => {
    verifyAnswer(subject, raw, createShortAnswer(index));
    return (raw.markerAtMs ?? Number.NaN) - raw.sentAtMs;
  });
  return waitsMs.sort((a, b) => a - b);
}

function quantile(ascending: readonly number[], part: number): number {
  return ascending[Math.min(ascending.length - 1, Math.floor(ascending.length * part))] ?? Number.NaN;
}
