import type { Clock } from '../kit/clock.ts';
import type { Log } from '../log.ts';
import type { Store } from '../store/open.ts';
import { outboxReader } from '../store/outbox-reader.ts';
import { type OutboxRow, outboxWriter } from '../store/outbox-writer.ts';

/** What came of one delivery. A retry without `afterMs` waits as the back-off says. */
export type OutboxOutcome =
  | { kind: 'done' }
  /** It failed. */
  | { kind: 'retry'; reason: string; afterMs?: number }
  /** Nothing failed, it is only too early; counts as no try. */
  | { kind: 'wait'; afterMs: number }
  | { kind: 'park'; reason: string };

/** Delivers one row. It may be called again for the same row if the process dies in between, so it must not do its effect blindly twice. */
export type OutboxHandler = (row: OutboxRow) => Promise<OutboxOutcome>;

/** How many tries a row gets before it is set aside for a person to look at. */
const MAX_ATTEMPTS = 8;
const ROWS_A_TICK = 20;
const FIRST_BACKOFF_MS = 2_000;
const LONGEST_BACKOFF_MS = 600_000;
/** Other instances queue rows that this one hears nothing of. */
const LONGEST_SLEEP_MS = 5_000;
const SHORTEST_SLEEP_MS = 50;
/** A write that SQLite cannot take blocks the process for a quarter of a second: what is due must not make it try without pause. */
const AFTER_TROUBLE_MS = 2_000;

export interface OutboxWorker {
  start(): void;
  /** Something was queued: look at once. */
  nudge(): void;
  /** Delivers what is due now; gives how many rows it took. */
  tick(): Promise<number>;
  stop(): Promise<void>;
}

/**
 * Does the effects that were queued with their causes, each with a lease against a death in between.
 * @param handlers one per kind; a row of an unknown kind is set aside
 * @param random a number in [0, 1) for the jitter of the back-off
 */
export function createOutboxWorker(parts: {
  store: Store;
  clock: Clock;
  log: Log;
  instance: string;
  handlers: ReadonlyMap<string, OutboxHandler>;
  random: () => number;
}): OutboxWorker {
  const { store, clock, log, instance, handlers, random } = parts;
  let timer: NodeJS.Timeout | undefined;
  let working: Promise<void> | undefined;
  let isStopped = false;

  async function tick(): Promise<number> {
    const rows = await store.transact((tx) => outboxWriter.lease(tx, instance, clock.now(), ROWS_A_TICK));
    await Promise.all(rows.map(async (row) => settle(row, await deliver(row))));
    return rows.length;
  }

  async function deliver(row: OutboxRow): Promise<OutboxOutcome> {
    const handler = handlers.get(row.kind);
    if (!handler) return { kind: 'park', reason: `nothing here delivers "${row.kind}"` };
    try {
      return await handler(row);
    } catch (error) {
      return { kind: 'retry', reason: error instanceof Error ? error.message : String(error) };
    }
  }

  async function settle(row: OutboxRow, outcome: OutboxOutcome): Promise<void> {
    const now = clock.now();
    await store.transact(async (tx) => {
      if (outcome.kind === 'done') return outboxWriter.done(tx, row.id, instance, now);
      if (outcome.kind === 'wait') return outboxWriter.wait(tx, row.id, instance, now, now + outcome.afterMs);
      if (outcome.kind === 'park' || row.attempts >= MAX_ATTEMPTS) {
        return outboxWriter.park(tx, row.id, instance, now, outcome.reason);
      }
      const waitMs = outcome.afterMs ?? backoffMs(row.attempts, random());
      return outboxWriter.retry(tx, row.id, instance, now, now + waitMs, outcome.reason);
    });
    if (outcome.kind === 'retry' || outcome.kind === 'park')
      log.warn({ outbox_id: row.id, part: row.kind, attempt: row.attempts }, outcome.reason);
  }

  async function work(): Promise<void> {
    let restMs = SHORTEST_SLEEP_MS;
    try {
      while (!isStopped && (await tick()) > 0);
    } catch (error) {
      log.warn({ err: error }, 'the outbox could not be worked on');
      restMs = AFTER_TROUBLE_MS;
    }
    working = undefined;
    await sleepUntilNext(restMs);
  }

  async function sleepUntilNext(atLeastMs: number): Promise<void> {
    const due = await outboxReader.nextDue(store.read).catch(() => undefined);
    if (isStopped || working) return;
    const waitMs = Math.min(Math.max((due ?? Number.POSITIVE_INFINITY) - clock.now(), atLeastMs), LONGEST_SLEEP_MS);
    clearTimeout(timer);
    timer = setTimeout(nudge, waitMs);
    timer.unref();
  }

  function nudge(): void {
    if (isStopped) return;
    clearTimeout(timer);
    working ??= work();
  }

  return {
    start: nudge,
    nudge,
    tick,
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      await working;
    },
  };
}

/** 2 s, 4 s, 8 s … up to ten minutes, spread over half to one and a half of that. */
function backoffMs(attempts: number, random: number): number {
  return Math.min(FIRST_BACKOFF_MS * 2 ** (attempts - 1), LONGEST_BACKOFF_MS) * (0.5 + random);
}
