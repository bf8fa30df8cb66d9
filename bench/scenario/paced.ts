import { type DeltaRate, measureDeltas } from '../driver/measure-deltas.ts';
import { startOurServer } from '../driver/our-server.ts';
import { startRelay } from '../driver/relay-subject.ts';
import type { Subject } from '../driver/subject.ts';
import { compare } from './compare.ts';
import type { Scenario } from './scenario.ts';

const streams = 500;
const tokensPerSecond = 20;
const seconds = 15;

/** 500 streams of 20 tokens per second: what a busy server does all day. */
export const paced: Scenario = {
  name: 'paced',
  run: async (upstream, isOursFirst) => {
    const measure = async (start: (upstream: Subject) => Promise<Subject>): Promise<DeltaRate> => {
      const subject = await start(upstream);
      try {
        await measureDeltas(subject, createScripts(1));
        return await measureDeltas(subject, createScripts(seconds));
      } finally {
        await subject.stop();
      }
    };
    const [baseline, ours] = await compare(
      isOursFirst,
      () => measure(startRelay),
      () => measure(startOurServer),
    );
    return [{ figure: 'paced', baseline: baseline.perCpuSecond, ours: ours.perCpuSecond, detail: { ...ours } }];
  },
};

function createScripts(durationS: number) {
  const script = { tokens: tokensPerSecond * durationS, tokensPerSecond, charsPerToken: 0, eventsPerChunk: 1 };
  return Array.from({ length: streams }, (_, seed) => ({ ...script, seed }));
}
