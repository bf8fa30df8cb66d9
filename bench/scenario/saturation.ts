import { sendInLoop } from '../driver/load.ts';
import { startOurServer } from '../driver/our-server.ts';
import { readCpuMs } from '../driver/process-meter.ts';
import { startRelay } from '../driver/relay-subject.ts';
import type { Subject } from '../driver/subject.ts';
import { verifyAnswer } from '../driver/verify-answer.ts';
import { compare } from './compare.ts';
import type { Scenario } from './scenario.ts';
import { createShortAnswer } from './short-answer.ts';

const clients = 64;
const people = 8;

interface AnswerRate {
  perSecond: number;
  /** Tells slow code from a busy machine. */
  perCpuSecond: number;
}

/** Short answers per second when 64 clients ask without a pause. */
export const saturation: Scenario = {
  name: 'saturation',
  run: async (upstream, isOursFirst) => {
    const measure = async (start: (upstream: Subject) => Promise<Subject>): Promise<AnswerRate> => {
      const subject = await start(upstream);
      try {
        await measureAnswers(subject, 1_500);
        return await measureAnswers(subject, 4_000);
      } finally {
        await subject.stop();
      }
    };
    const [baseline, ours] = await compare(
      isOursFirst,
      () => measure(startRelay),
      () => measure((upstream) => startOurServer(upstream, people)),
    );
    const detail = { baselinePerCpuSecond: baseline.perCpuSecond, oursPerCpuSecond: ours.perCpuSecond };
    return [{ figure: 'saturation', baseline: baseline.perSecond, ours: ours.perSecond, detail }];
  },
};

async function measureAnswers(subject: Subject, durationMs: number): Promise<AnswerRate> {
  const request = (index: number) => subject.formatRequest(createShortAnswer(index));
  const cpuBeforeMs = await readCpuMs(subject.pid);
  const { answers, elapsedMs } = await sendInLoop(subject.port, { clients, durationMs }, request);
  const cpuMs = (await readCpuMs(subject.pid)) - cpuBeforeMs;
  for (const { index, raw } of answers) verifyAnswer(subject, raw, createShortAnswer(index));
  return { perSecond: (answers.length / elapsedMs) * 1000, perCpuSecond: (answers.length / cpuMs) * 1000 };
}
