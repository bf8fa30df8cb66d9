import { type AppError, ERROR_CATALOGUE } from '../errors.ts';
import { type Clock, toIso } from '../kit/clock.ts';
import { isOutage } from './is-outage.ts';

/** How an answer ended that a provider was asked for. Stopped answers, and what the asker did wrong, are none of its business. */
export interface Outcome {
  /** From the question to the first text or thinking, in milliseconds; null where none came. */
  firstTokenMs: number | null;
  /** Null where it came to its end. */
  error: AppError | null;
}

/** What a provider did lately for the people of this process. */
interface TrafficSummary {
  answers: number;
  failures: number;
  /** Failures by silence. */
  stalls: number;
  /** Null where nothing began. */
  first_token_ms: { p50: number; p95: number } | null;
}

export interface TrafficReport {
  last_15_minutes: TrafficSummary;
  last_hour: TrafficSummary;
  last_error: { code: string; message: string; at: string } | null;
}

interface Minute {
  /** Since 1970. */
  index: number;
  answers: number;
  failures: number;
  stalls: number;
  /** How many began. */
  begun: number;
  firstTokensMs: number[];
}

const MINUTES_KEPT = 60;
/** Enough for a percentile of an hour; more of one minute replace its first ones. */
const SAMPLES_A_MINUTE = 100;

/** One is an accident, two may be one: three in a row are an outage. */
const FAILURES_BEFORE_ASIDE = 3;

/** Failures of these say nothing about the provider: what was asked did not fit, or we broke. */
const NOT_ITS_FAULT = new Set(['E3006', 'E5000']);

/** What one provider did lately, and whether it has stepped aside for it. */
export interface Traffic {
  note(outcome: Outcome): void;
  /** It answers small questions again: whoever asks next tries it. */
  allowTrial(): void;
  /** The one who tries it: until its answer has come others leave it alone. */
  takeTrial(): void;
  /** Why it is not asked where another can be; undefined where it is. */
  readonly asideReason: string | undefined;
  report(): TrafficReport;
}

export function createTraffic(clock: Clock): Traffic {
  const minutes: Minute[] = [];
  let lastError: TrafficReport['last_error'] = null;
  let outagesInRow = 0;
  let standing: 'in' | 'aside' | 'trial' = 'in';

  function minuteNow(): Minute {
    const index = Math.floor(clock.now() / 60_000);
    const last = minutes.at(-1);
    if (last?.index === index) return last;
    const minute = { index, answers: 0, failures: 0, stalls: 0, begun: 0, firstTokensMs: [] };
    minutes.push(minute);
    if (minutes.length > MINUTES_KEPT) minutes.shift();
    return minute;
  }

  function noteFailure(minute: Minute, error: AppError): void {
    minute.failures += 1;
    if (error.code === 'E3002') minute.stalls += 1;
    lastError = { code: error.code, message: messageOf(error), at: toIso(clock.now()) };
    if (!isOutage(error)) return;
    outagesInRow += 1;
    if (standing !== 'in' || outagesInRow >= FAILURES_BEFORE_ASIDE) standing = 'aside';
  }

  return {
    note({ firstTokenMs, error }) {
      if (error && NOT_ITS_FAULT.has(error.code)) return;
      const minute = minuteNow();
      if (firstTokenMs !== null) {
        minute.firstTokensMs[minute.begun % SAMPLES_A_MINUTE] = firstTokenMs;
        minute.begun += 1;
      }
      if (error) return noteFailure(minute, error);
      minute.answers += 1;
      outagesInRow = 0;
      standing = 'in';
    },
    allowTrial() {
      if (standing === 'aside') standing = 'trial';
    },
    takeTrial() {
      if (standing === 'trial') standing = 'aside';
    },
    get asideReason() {
      if (standing !== 'aside') return undefined;
      return `Its last ${outagesInRow} answers failed; it is tried again by itself. The last one: ${lastError?.message}`;
    },
    report() {
      const now = Math.floor(clock.now() / 60_000);
      const since = (count: number) => summarise(minutes.filter(({ index }) => index > now - count));
      return { last_15_minutes: since(15), last_hour: since(MINUTES_KEPT), last_error: lastError };
    },
  };
}

/** What a provider says when it refuses may repeat what a person wrote: nobody else reads it. */
function messageOf(error: AppError): string {
  return error.code === 'E3003' ? ERROR_CATALOGUE.E3003.message : error.message;
}

function summarise(minutes: readonly Minute[]): TrafficSummary {
  const sum = (count: (minute: Minute) => number) => minutes.reduce((total, minute) => total + count(minute), 0);
  return {
    answers: sum(({ answers }) => answers),
    failures: sum(({ failures }) => failures),
    stalls: sum(({ stalls }) => stalls),
    first_token_ms: percentiles(minutes.flatMap(({ firstTokensMs }) => firstTokensMs)),
  };
}

function percentiles(samples: number[]): TrafficSummary['first_token_ms'] {
  samples.sort((a, b) => a - b);
  const at = (share: number) => samples[Math.ceil(samples.length * share) - 1];
  const [p50, p95] = [at(0.5), at(0.95)];
  return p50 === undefined || p95 === undefined ? null : { p50, p95 };
}
