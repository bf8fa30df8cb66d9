import type { Clock } from '../kit/clock.ts';
import type { OutboxId } from '../kit/id.ts';
import type { Log } from '../log.ts';
import type { Store } from '../store/open.ts';
import { outboxReader } from '../store/outbox-reader.ts';
import { type OutboxRow, outboxWriter } from '../store/outbox-writer.ts';
import type { WriteHandle } from '../store/query.ts';

/** What came of one delivery. A retry without `afterMs` waits as the back-off says. */
type Result =
  | { kind: 'done' }
  /** It failed. */
  | { kind: 'retry'; reason: string; afterMs?: number }
  /** Nothing failed, it is only too early; counts as no try. */
  | { kind: 'wait'; afterMs: number }
  | { kind: 'park'; reason: string };

export type OutboxOutcome = Result & {
  /**
   * Writes down elsewhere what came of it, in the transaction that settles the row, unless another worker has the row by now.
   * @param settled how the row was settled: the last retry there is parks it
   */
  record?: (tx: WriteHandle, settled: Result['kind']) => Promise<void>;
};

/** Delivers one row. It may be called again for the same row if the process dies in between, so it must not do its effect blindly twice. */
export type OutboxHandler = (row: OutboxRow) => Promise<OutboxOutcome>;

/** How many tries a row gets before it is set aside for a person to look at; with the back-off they take about an hour. */
const MAX_ATTEMPTS = 14;
const ROWS_A_TICK = 20;
/** Rows in the hands of one worker. A slow one (a model, a long import) keeps no other waiting. */
const MOST_ROWS_AT_ONCE = 60;
/** A third of the lease, which may well be shorter than what is done under it. */
const RENEW_MS = 20_000;
const FIRST_BACKOFF_MS = 2_000;
const LONGEST_BACKOFF_MS = 600_000;
/** Other instances queue rows that this one hears nothing of. */
const LONGEST_SLEEP_MS = 5_000;
const SHORTEST_SLEEP_MS = 50;
/** A write that SQLite cannot take blocks the process for a quarter of a second: what is due must not make it try without pause. */
const AFTER_TROUBLE_MS = 2_000;

export interface OutboxWorker {
  /** Takes back what dead processes left half done, where nobody else can be working on it; before `start`. */
  recover(): Promise<void>;
  start(): void;
  /** Something was queued: look at once. */
  nudge(): void;
  /** Delivers what is due now, to the end; gives how many rows it took. */
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
  /** Whether somebody waits for an answer of this process: until then no background row is taken. */
  isBusy?: () => boolean;
}): OutboxWorker {
  const { store, clock, log, instance, handlers, random, isBusy = () => false } = parts;
  const inHand = new Map<OutboxId, Promise<void>>();
  /** One at a time: what is done in the background asks models, which people share. */
  let inBackground: OutboxId | undefined;
  let timer: NodeJS.Timeout | undefined;
  let renewing: NodeJS.Timeout | undefined;
  let working: Promise<void> | undefined;
  let isStopped = false;

  /** Leases what is due, as far as there is room, and begins to deliver it. */
  async function take(): Promise<Promise<void>[]> {
    const room = Math.min(ROWS_A_TICK, MOST_ROWS_AT_ONCE - inHand.size);
    if (room <= 0) return [];
    const rows = await store.transact((tx) => lease(tx, room));
    // Where renewing failed for a minute, it may get its own rows once more.
    const newRows = rows.filter(({ id }) => !inHand.has(id));
    return newRows.map((row) => {
      const job = deliver(row)
        .then((outcome) => settle(row, outcome))
        .finally(() => {
          inHand.delete(row.id);
          if (inBackground === row.id) inBackground = undefined;
        });
      inHand.set(row.id, job);
      return job;
    });
  }

  async function lease(tx: WriteHandle, room: number): Promise<OutboxRow[]> {
    const rows = await outboxWriter.lease(tx, instance, clock.now(), room);
    if (rows.length === room || inBackground !== undefined || isBusy()) return rows;
    const row = await outboxWriter.leaseBackground(tx, instance, clock.now());
    inBackground = row?.id;
    return row ? [...rows, row] : rows;
  }

  async function tick(): Promise<number> {
    const jobs = await take();
    await Promise.all(jobs);
    return jobs.length;
  }

  async function renew(): Promise<void> {
    if (inHand.size === 0) return;
    await store
      .transact((tx) => outboxWriter.renew(tx, [...inHand.keys()], instance))
      .catch((error: unknown) => log.warn({ err: error }, 'leases of the outbox could not be renewed'));
  }

  async function deliver(row: OutboxRow): Promise<OutboxOutcome> {
    const handler = handlers.get(row.kind);
    if (!handler) return { kind: 'park', reason: `nothing here delivers "${row.kind}"` };
    if (row.attempts > MAX_ATTEMPTS) return { kind: 'park', reason: 'the server died at every try' };
    try {
      return await handler(row);
    } catch (error) {
      return { kind: 'retry', reason: error instanceof Error ? error.message : String(error) };
    }
  }

  async function settle(row: OutboxRow, outcome: OutboxOutcome): Promise<void> {
    const isLastTry = outcome.kind === 'retry' && row.attempts >= MAX_ATTEMPTS;
    const settled = isLastTry ? 'park' : outcome.kind;
    await store.transact(async (tx) => {
      const isOurs = await write(tx, row, isLastTry ? { kind: 'park', reason: outcome.reason } : outcome);
      if (isOurs) await outcome.record?.(tx, settled);
    });
    if (outcome.kind === 'retry' || outcome.kind === 'park')
      log.warn({ outbox_id: row.id, part: row.kind, attempt: row.attempts }, outcome.reason);
  }

  function write(tx: WriteHandle, { id, attempts }: OutboxRow, outcome: OutboxOutcome): Promise<boolean> {
    const now = clock.now();
    switch (outcome.kind) {
      case 'done':
        return outboxWriter.done(tx, id, instance, now);
      case 'wait':
        return outboxWriter.wait(tx, id, instance, now, now + outcome.afterMs);
      case 'park':
        return outboxWriter.park(tx, id, instance, now, outcome.reason);
      case 'retry': {
        const waitMs = outcome.afterMs ?? backoffMs(attempts, random());
        return outboxWriter.retry(tx, id, instance, now, now + waitMs, outcome.reason);
      }
    }
  }

  async function work(): Promise<void> {
    let restMs = SHORTEST_SLEEP_MS;
    try {
      for (let jobs = await take(); jobs.length > 0; jobs = isStopped ? [] : await take()) {
        for (const job of jobs) void job.then(nudge, noteTrouble);
      }
    } catch (error) {
      noteTrouble(error);
      restMs = AFTER_TROUBLE_MS;
    }
    working = undefined;
    await sleepUntilNext(restMs);
  }

  function noteTrouble(error: unknown): void {
    log.warn({ err: error }, 'the outbox could not be worked on');
  }

  async function sleepUntilNext(atLeastMs: number): Promise<void> {
    // While there is no room, the next row that is settled makes some, and wakes the worker.
    const hasRoom = inHand.size < MOST_ROWS_AT_ONCE;
    const due = hasRoom ? await outboxReader.nextDue(store.read).catch(() => undefined) : undefined;
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
    async recover() {
      // A second process cannot open the same SQLite file; on Postgres another instance may well hold the lease.
      if (store.dialect === 'sqlite') await store.transact((tx) => outboxWriter.releaseAll(tx, clock.now()));
    },
    start() {
      renewing = setInterval(() => void renew(), RENEW_MS).unref();
      nudge();
    },
    nudge,
    tick,
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      await working;
      await Promise.allSettled(inHand.values());
      clearInterval(renewing);
    },
  };
}

/** 2 s, 4 s, 8 s … up to ten minutes, spread over half to one and a half of that. */
function backoffMs(attempts: number, random: number): number {
  // Whole milliseconds: Postgres takes no others for a time.
  return Math.round(Math.min(FIRST_BACKOFF_MS * 2 ** (attempts - 1), LONGEST_BACKOFF_MS) * (0.5 + random));
}
