import type { AnswerScript } from './answer-script.ts';
import { sendAtOnce } from './load.ts';
import { readCpuMs } from './process-meter.ts';
import type { Subject } from './subject.ts';
import { verifyAnswer } from './verify-answer.ts';

/** What one server made of a load of streams. */
export interface DeltaRate {
  /** Tokens delivered per second of the server's CPU time. */
  perCpuSecond: number;
  /** Tokens delivered per second of wall time. */
  perSecond: number;
  /** Events they came in: fewer than tokens where the server joins tokens. */
  eventsPerToken: number;
}

/** Has `subject` stream `scripts` `repeats` times, all of them at once each time, and checks every answer afterwards. */
export async function measureDeltas(
  subject: Subject,
  scripts: readonly AnswerScript[],
  repeats = 1,
): Promise<DeltaRate> {
  const requests = scripts.map((script) => subject.formatRequest(script));
  const sendAll = () => sendAtOnce(subject.port, requests.length, (index) => requests[index] ?? Buffer.alloc(0));
  const cpuBeforeMs = await readCpuMs(subject.pid);
  const startedAtMs = performance.now();
  const rounds = [];
  for (let repeat = 0; repeat < repeats; repeat += 1) rounds.push(await sendAll());
  const elapsedMs = performance.now() - startedAtMs;
  const cpuMs = (await readCpuMs(subject.pid)) - cpuBeforeMs;
  let events = 0;
  let tokens = 0;
  for (const { index, raw } of rounds.flat()) {
    const script = scripts[index];
    if (script === undefined) continue;
    events += verifyAnswer(subject, raw, script);
    tokens += script.tokens;
  }
  return {
    perCpuSecond: (tokens / cpuMs) * 1000,
    perSecond: (tokens / elapsedMs) * 1000,
    eventsPerToken: events / tokens,
  };
}
