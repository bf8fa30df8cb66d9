import type { MetricObjectWithValues, MetricValue, MetricValueWithName } from 'prom-client';
import { z } from 'zod';
import type { Metrics } from './create-metrics.ts';

const spread = z
  .object({
    count: z.number().int(),
    mean_ms: z.number().nullable(),
    p50_ms: z
      .number()
      .nullable()
      .describe('An upper bound: the limit of the bucket it falls into; null beyond the last.'),
    p95_ms: z.number().nullable(),
  })
  .meta({ id: 'Spread' });

/** What this process does now and did since its start. */
export const metricsSchema = z
  .object({
    streams: z.number().int().describe('Answers that are being written here'),
    answers: z.array(z.object({ provider: z.string(), status: z.string(), code: z.string(), count: z.number().int() })),
    providers: z.array(z.object({ provider: z.string(), first_token: spread, answer: spread })),
    requests: z.array(spread.extend({ policy: z.string(), status: z.string() })),
    transactions: spread,
    outbox: z.object({
      pending: z.number().int(),
      leased: z.number().int(),
      parked: z.number().int(),
      lag_s: z.number(),
    }),
    event_loop_lag_ms: z.object({ mean: z.number(), p99: z.number(), max: z.number() }),
    memory_bytes: z.object({ resident: z.number(), heap_used: z.number() }),
    uptime_s: z.number(),
  })
  .meta({ id: 'Metrics' });

export type MetricsSnapshot = z.infer<typeof metricsSchema>;
type Spread = z.infer<typeof spread>;
type Labels = Record<string, string>;

/** @param now in milliseconds since 1970 */
export async function readMetrics({ register }: Pick<Metrics, 'register'>, now: number): Promise<MetricsSnapshot> {
  const found = new Map<string, readonly Sample[]>();
  for (const metric of await register.getMetricsAsJSON()) found.set(metric.name, samplesOf(metric));
  const of = (name: string) => found.get(name) ?? [];
  const value = (name: string, labels: Labels = {}) => of(name).find((sample) => isOf(sample, labels))?.value ?? 0;
  // Not a number until the first look.
  const lagMs = (name: string) => (value(`nodejs_eventloop_lag_${name}_seconds`) || 0) * 1000;
  const providers = new Set(of('omniai_answer_seconds').flatMap(({ labels }) => labels.provider ?? []));
  return {
    streams: value('omniai_streams'),
    answers: of('omniai_answers_total').map(({ labels, value: count }) => ({
      provider: labels.provider ?? '',
      status: labels.status ?? '',
      code: labels.code ?? '',
      count,
    })),
    providers: [...providers].sort().map((provider) => ({
      provider,
      first_token: toSpread(of('omniai_first_token_seconds'), { provider }),
      answer: toSpread(of('omniai_answer_seconds'), { provider }),
    })),
    requests: of('omniai_request_seconds')
      .filter(({ name }) => name === 'omniai_request_seconds_count')
      .map(({ labels: { policy = '', status = '' } }) => ({
        policy,
        status,
        ...toSpread(of('omniai_request_seconds'), { policy, status }),
      })),
    transactions: toSpread(of('omniai_transaction_seconds'), { result: 'committed' }),
    outbox: {
      pending: value('omniai_outbox_rows', { status: 'pending' }),
      leased: value('omniai_outbox_rows', { status: 'leased' }),
      parked: value('omniai_outbox_rows', { status: 'parked' }),
      lag_s: value('omniai_outbox_lag_seconds'),
    },
    event_loop_lag_ms: { mean: lagMs('mean'), p99: lagMs('p99'), max: lagMs('max') },
    memory_bytes: {
      resident: value('process_resident_memory_bytes'),
      heap_used: value('nodejs_heap_size_used_bytes'),
    },
    uptime_s: Math.max(0, now / 1000 - value('process_start_time_seconds')),
  };
}

interface Sample {
  /** Of a histogram: with `_bucket`, `_sum` or `_count` at its end. */
  name: string;
  labels: Labels;
  value: number;
}

function samplesOf(metric: MetricObjectWithValues<MetricValue<string>>): Sample[] {
  return metric.values.map((sample: MetricValue<string> & Partial<MetricValueWithName<string>>) => ({
    name: sample.metricName ?? metric.name,
    labels: Object.fromEntries(Object.entries(sample.labels).map(([name, label]) => [name, String(label)])),
    value: sample.value,
  }));
}

function isOf({ labels }: Sample, wanted: Labels): boolean {
  return Object.entries(wanted).every(([name, label]) => labels[name] === label);
}

function toSpread(samples: readonly Sample[], labels: Labels): Spread {
  const own = samples.filter((sample) => isOf(sample, labels));
  const sum = (suffix: string) => own.find(({ name }) => name.endsWith(suffix))?.value ?? 0;
  const count = sum('_count');
  const buckets = own.filter(({ name }) => name.endsWith('_bucket'));
  const quantile = (share: number) => {
    const limit = buckets.find(({ value }) => count > 0 && value >= share * count)?.labels.le;
    return limit === undefined || limit === '+Inf' ? null : Number(limit) * 1000;
  };
  return {
    count,
    mean_ms: count === 0 ? null : Math.round((sum('_sum') / count) * 1e6) / 1000,
    p50_ms: quantile(0.5),
    p95_ms: quantile(0.95),
  };
}
