import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Clock } from '../kit/clock.ts';
import type { RunObserver } from '../run/run-observer.ts';
import type { ToolObserver } from '../run/use-tools.ts';
import { adminCountReader } from '../store/admin-count-reader.ts';
import type { Store } from '../store/open.ts';
import { measureStore } from './measure-store.ts';

/** Seconds: a local model answers its first token in tenths, a large one that is loaded first in a minute. */
const ANSWER_BUCKETS_S = [0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 20, 60, 120, 300];
const REQUEST_BUCKETS_S = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const DATABASE_BUCKETS_S = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5];
const LOOP_PRECISION_MS = 20;

export type Metrics = ReturnType<typeof createMetrics>;

/**
 * Everything this process counts, in the form of Prometheus. Answers are counted at their end, never by token; what stands in the database is looked up
 * when somebody asks for it.
 */
export function createMetrics({ clock }: { clock: Clock }) {
  const register = new Registry();
  const registers = [register];
  collectDefaultMetrics({ register, eventLoopMonitoringPrecision: LOOP_PRECISION_MS });

  const answers = new Counter({
    name: 'omniai_answers_total',
    help: 'Answers that ended, by how',
    labelNames: ['provider', 'status', 'code'],
    registers,
  });
  const firstToken = new Histogram({
    name: 'omniai_first_token_seconds',
    help: 'From the question to the first text or thinking',
    labelNames: ['provider'],
    buckets: ANSWER_BUCKETS_S,
    registers,
  });
  const answerTime = new Histogram({
    name: 'omniai_answer_seconds',
    help: 'From the question to the end of the answer',
    labelNames: ['provider'],
    buckets: ANSWER_BUCKETS_S,
    registers,
  });
  const requestTime = new Histogram({
    name: 'omniai_request_seconds',
    help: 'Requests by who may make them; `webhook` is what Omi waits for',
    labelNames: ['policy', 'status'],
    buckets: REQUEST_BUCKETS_S,
    registers,
  });
  const databaseTime = new Histogram({
    name: 'omniai_transaction_seconds',
    help: 'Transactions, their wait for their turn and their flush to the disk included',
    labelNames: ['result'],
    buckets: DATABASE_BUCKETS_S,
    registers,
  });

  const toolCalls = new Counter({
    name: 'omniai_tool_calls_total',
    help: 'Calls of tools by the server that offers them and how they ended',
    labelNames: ['server', 'outcome'],
    registers,
  });

  const observeTool: ToolObserver = ({ server, outcome }) => toolCalls.inc({ server, outcome });
  const observeRun: RunObserver = ({ identity: { provider }, outcome, firstTokenMs, elapsedMs }) => {
    answers.inc({ provider, status: outcome.status, code: outcome.status === 'failed' ? outcome.error.code : '' });
    if (firstTokenMs !== null) firstToken.observe({ provider }, firstTokenMs / 1000);
    answerTime.observe({ provider }, elapsedMs / 1000);
  };

  return {
    register,
    observeRun,
    observeTool,
    /** @param status of the answer, counted by its first digit */
    observeRequest(policy: string, status: number, elapsedMs: number): void {
      requestTime.observe({ policy, status: `${Math.floor(status / 100)}xx` }, elapsedMs / 1000);
    },
    /** The same store; its transactions are timed. */
    measure: (store: Store): Store =>
      measureStore(store, clock, (result, elapsedMs) => databaseTime.observe({ result }, elapsedMs / 1000)),
    /** Adds what is there at the moment somebody looks. */
    watch({ store, countStreams }: { store: Store; countStreams: () => number }): void {
      new Gauge({
        name: 'omniai_streams',
        help: 'Answers that this process is writing',
        registers,
        collect() {
          this.set(countStreams());
        },
      });
      const lag = new Gauge({
        name: 'omniai_outbox_lag_seconds',
        help: 'How long the oldest queued effect is overdue',
        registers,
      });
      new Gauge({
        name: 'omniai_outbox_rows',
        help: 'Queued effects that are not done',
        labelNames: ['status'],
        registers,
        async collect() {
          const rows = await adminCountReader.outbox(store.read);
          const counts = new Map(rows.map(({ status, count }) => [status, count]));
          for (const status of ['pending', 'background', 'leased', 'parked'] as const)
            this.set({ status }, counts.get(status) ?? 0);
          const dueAt = rows.find(({ status }) => status === 'pending')?.oldest_due_at;
          lag.set(dueAt === undefined ? 0 : Math.max(0, clock.now() - dueAt) / 1000);
        },
      });
    },
  };
}
