import type { AnswerScript } from '../driver/answer-script.ts';
import { type DeltaRate, measureDeltas } from '../driver/measure-deltas.ts';
import { startOurServer } from '../driver/our-server.ts';
import { startRelay } from '../driver/relay-subject.ts';
import type { Subject } from '../driver/subject.ts';
import { compare } from './compare.ts';
import type { Sample, Scenario } from './scenario.ts';

const streams = 50;
const repeats = 3;

/** 50 streams of 2,000 tokens as fast as they go, with events framed one by one and gathered. */
export const fullSpeed: Scenario = {
  name: 'full-speed',
  run: async (upstream, isOursFirst) => [
    await measure('full-speed', 64, upstream, isOursFirst),
    await measure('full-speed-single', 1, upstream, isOursFirst),
  ],
};

async function measure(
  figure: string,
  eventsPerChunk: number,
  upstream: Subject,
  isOursFirst: boolean,
): Promise<Sample> {
  const measureOne = async (start: (upstream: Subject) => Promise<Subject>): Promise<DeltaRate> => {
    const subject = await start(upstream);
    try {
      const scripts = Array.from({ length: streams }, (_, seed) => createScript(eventsPerChunk, seed));
      await measureDeltas(subject, scripts);
      return await measureDeltas(subject, scripts, repeats);
    } finally {
      await subject.stop();
    }
  };
  const [baseline, ours] = await compare(
    isOursFirst,
    () => measureOne(startRelay),
    () => measureOne(startOurServer),
  );
  return { figure, baseline: baseline.perCpuSecond, ours: ours.perCpuSecond, detail: { ...ours } };
}

function createScript(eventsPerChunk: number, seed: number): AnswerScript {
  return { tokens: 2_000, tokensPerSecond: 0, charsPerToken: 0, eventsPerChunk, seed };
}
