import { sendInLoop } from '../driver/load.ts';
import { startOurServer } from '../driver/our-server.ts';
import { startRelay } from '../driver/relay-subject.ts';
import type { Subject } from '../driver/subject.ts';
import { verifyAnswer } from '../driver/verify-answer.ts';
import { compare } from './compare.ts';
import type { Scenario } from './scenario.ts';
import { createShortAnswer } from './short-answer.ts';

const clients = 64;

/** Short answers per second when 64 clients ask without a pause. */
export const saturation: Scenario = {
  name: 'saturation',
  run: async (upstream, isOursFirst) => {
    const measure = async (start: (upstream: Subject) => Promise<Subject>): Promise<number> => {
      const subject = await start(upstream);
      try {
        await measureAnswersPerSecond(subject, 1_500);
        return await measureAnswersPerSecond(subject, 4_000);
      } finally {
        await subject.stop();
      }
    };
    const [baseline, ours] = await compare(
      isOursFirst,
      () => measure(startRelay),
      () => measure(startOurServer),
    );
    return [{ figure: 'saturation', baseline, ours }];
  },
};

async function measureAnswersPerSecond(subject: Subject, durationMs: number): Promise<number> {
  const request = (index: number) => subject.formatRequest(createShortAnswer(index));
  const { answers, elapsedMs } = await sendInLoop(subject.port, { clients, durationMs }, request);
  for (const { index, raw } of answers) verifyAnswer(subject, raw, createShortAnswer(index));
  return (answers.length / elapsedMs) * 1000;
}
