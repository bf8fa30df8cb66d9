import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '../errors.ts';
import type { Clock } from '../kit/clock.ts';
import type { RunId, ToolCallId, UserId } from '../kit/id.ts';
import { HTTP_LIMITS } from '../kit/limits.ts';
import { LiveList } from '../kit/live-list.ts';
import type { Log } from '../log.ts';
import { messageWriter } from '../store/message-writer.ts';
import type { Store } from '../store/open.ts';
import type { WriteHandle } from '../store/query.ts';
import { type RunRow, runReader } from '../store/run-reader.ts';
import { runWriter } from '../store/run-writer.ts';
import { toolLimits } from '../tool/limits.ts';
import { readAbandonedRun } from './abandoned-run.ts';
import { type BegunAnswer, cutPieces } from './begun-answer.ts';
import { createCheckpointer } from './checkpointer.ts';
import { Decisions } from './decisions.ts';
import { type AfterRun, type EndedRun, finishRun } from './finish-run.ts';
import { LiveRun, type RunIdentity, type RunOutcome } from './live-run.ts';
import { type RunObserver, toObserved } from './run-observer.ts';
import type { BeginRun, RunOrder } from './run-order.ts';
import { streamAnswer } from './stream-answer.ts';
import type { ToolObserver } from './use-tools.ts';

/** The generations of this process. */
export interface Runs {
  /**
   * Runs `job` in one transaction. The runs it begins ask their providers while the commit is still on its way to the disk, and nobody hears
   * of them before it is there; if it fails they are dropped.
   */
  transact<T>(job: (tx: WriteHandle, begin: BeginRun) => Promise<T>): Promise<T>;
  /** A run that is being written by this process. */
  find(id: RunId): LiveRun | undefined;
  /** Asks for the end of a run, wherever it is written. False when it is over already or not the caller's. */
  requestCancel(owner: UserId, id: RunId): Promise<boolean>;
  /** Wakes who waits here for a person's word on a call of a tool. */
  hearDecision(id: ToolCallId): void;
  /** Stops a run of this process whose rows have been deleted. */
  drop(id: RunId): void;
  /** What is running here now. */
  readonly size: number;
  /** Ends what dead processes left behind; before the server says it is ready. */
  recover(): Promise<number>;
  /** Begins the heartbeat. */
  start(): void;
  /** One beat: renews leases, hears cancellations from elsewhere, takes over from dead instances, ends what this one has lost sight of. */
  tick(): Promise<void>;
  /** Begins nothing new, lets running answers end for `graceMs`, then ends them as interrupted with all their text. */
  drain(graceMs: number): Promise<void>;
}

const HEARTBEAT_MS = 1_000;
const STORE_RETRY_MS = 1_000;
/** Longer than any database is busy with a commit whose asker has gone. */
const LOST_MS = 60_000;
/** Tries of a terminal write that fails for no reason we know; "not now" answers of the database are tried for ever. */
const MAX_UNKNOWN_FAILURES = 5;
const FIRST_EPOCH = 1;

interface RunParts {
  store: Store;
  clock: Clock;
  log: Log;
  instance: string;
  after: AfterRun;
  observe?: RunObserver;
  observeTool?: ToolObserver;
}

export function createRuns(parts: RunParts): Runs {
  const { store, clock, log, instance, after, observe, observeTool } = parts;
  const checkpointer = createCheckpointer(store, log);
  const decisions = new Decisions();
  const toolUse = { store, clock, log, limits: toolLimits, decisions, observe: observeTool };
  const live = new LiveList<LiveRun>();
  const generations = new LiveList<Promise<void>>();
  let timer: NodeJS.Timeout | undefined;
  let isDraining = false;
  /** Until then there may be rows of ours that nobody writes: a commit that was reported as failed may stand all the same, or come to stand. */
  let lostUntilMs = Number.NEGATIVE_INFINITY;

  function find(id: RunId): LiveRun | undefined {
    return live.find(({ identity }) => identity.id === id);
  }

  async function begin(tx: WriteHandle, order: RunOrder, stored: Promise<boolean>): Promise<LiveRun> {
    // A request that came in before the drain would otherwise begin a run that nobody waits for.
    if (isDraining) throw new AppError('E1007', undefined, { retryAfterS: HTTP_LIMITS.retryAfterS });
    const identity = { ...order.identity, epoch: FIRST_EPOCH };
    await runWriter.insert(tx, {
      id: identity.id,
      message_id: identity.messageId,
      conversation_id: identity.conversationId,
      user_id: identity.userId,
      owner: instance,
      provider: identity.provider,
      model: identity.model,
      usage_day: identity.usageDay,
      prompt_tokens: identity.promptTokens,
      reserved_tokens: identity.reservedTokens,
      started_at: clock.now(),
    });
    if (order.begun) await messageWriter.insertPieces(tx, toPieces(identity, order.begun));
    const run = new LiveRun(identity, clock, order.begun);
    live.add(run);
    const generation = generate(run, order, stored).finally(() => {
      live.delete(run);
      generations.delete(generation);
    });
    generations.add(generation);
    return run;
  }

  async function generate(run: LiveRun, order: RunOrder, stored: Promise<boolean>): Promise<void> {
    const outcome = await streamAnswer(run, order, { checkpointer, stored, toolUse });
    if (!(await stored)) return run.end({ status: 'interrupted' });
    await checkpointer.release(run);
    await conclude(run, outcome);
  }

  async function conclude(run: LiveRun, outcome: RunOutcome): Promise<void> {
    const { id, userId, model } = run.identity;
    const fields = { stream_id: id, user_id: userId, model, status: outcome.status, elapsed_ms: run.elapsedMs };
    const ended: EndedRun = {
      identity: { ...run.identity, reservedTokens: run.reservedTokens },
      outcome,
      storedLength: run.durableLength,
      writtenUnits: run.writtenUnits,
      tail: run.tail,
      reasoning: run.reasoning,
      details: run.details,
      vendorConversation: run.vendorConversation,
      elapsedMs: run.elapsedMs,
      firstTokenAt: run.firstTokenAt,
    };
    for (let failures = 0; failures < MAX_UNKNOWN_FAILURES; ) {
      try {
        const quota = await store.transact((tx) => finishRun(tx, ended, after, clock.now()));
        logEnd(fields, outcome, quota !== undefined);
        if (quota) observe?.(toObserved(run, outcome));
        return run.end(outcome, quota);
      } catch (error) {
        if (!(error instanceof AppError && error.code === 'E1007')) failures += 1;
        log.warn({ ...fields, err: error }, 'the end of an answer could not be stored yet');
        await sleep(STORE_RETRY_MS);
      }
    }
    log.error(fields, 'the end of an answer could not be stored; it will be ended as interrupted');
    lookForLost();
    run.end({ status: 'interrupted' });
  }

  function logEnd(fields: object, outcome: RunOutcome, isOurs: boolean): void {
    if (outcome.status !== 'failed') log.info(fields, isOurs ? 'answer ended' : 'answer was ended elsewhere');
    else if (outcome.error.code === 'E5000') log.error({ ...fields, err: outcome.error.cause }, 'answer failed');
    else log.warn({ ...fields, code: outcome.error.code }, 'answer failed');
  }

  async function endAbandoned(tx: WriteHandle, rows: readonly RunRow[]): Promise<void> {
    for (const row of rows) await finishRun(tx, await readAbandonedRun(tx, row), after, clock.now());
  }

  /** Stops what another process asked to stop: another instance, or the command line beside a server on SQLite. */
  async function hearCancels(): Promise<void> {
    if (live.size === 0) return;
    for (const id of await runReader.listCancelRequested(store.read, instance)) find(id)?.abort('cancel');
  }

  function lookForLost(): void {
    lostUntilMs = clock.monotonic() + LOST_MS;
  }

  async function endLost(): Promise<void> {
    if (clock.monotonic() > lostUntilMs) return;
    try {
      const ids = await runReader.listOwned(store.read, instance);
      const lost = ids.filter((id) => !find(id));
      for (const id of lost) await store.transact(async (tx) => endAbandoned(tx, await runWriter.claimOne(tx, id)));
    } catch (error) {
      lookForLost();
      throw error;
    }
  }

  async function tick(): Promise<void> {
    await endLost();
    // The one process on an SQLite file has no lease to renew and nobody to take over from.
    if (store.dialect === 'sqlite') return hearCancels();
    if (live.size > 0) await store.transact((tx) => runWriter.renewLeases(tx, instance));
    await hearCancels();
    await store.transact(async (tx) => endAbandoned(tx, await runWriter.claimExpired(tx, instance)));
  }

  async function beat(): Promise<void> {
    await tick().catch((error: unknown) => log.warn({ err: error }, 'a heartbeat failed'));
    timer = setTimeout(() => void beat(), HEARTBEAT_MS);
    timer.unref();
  }

  return {
    async transact(job) {
      const begun: LiveRun[] = [];
      const { promise: stored, resolve: settleStored } = Promise.withResolvers<boolean>();
      try {
        const value = await store.transact((tx) =>
          job(tx, async (order) => {
            const run = await begin(tx, order, stored);
            begun.push(run);
            return run;
          }),
        );
        settleStored(true);
        return value;
      } catch (error) {
        for (const run of begun) run.abort('lost');
        if (begun.length > 0) lookForLost();
        settleStored(false);
        throw error;
      }
    },
    find,
    async requestCancel(owner, id) {
      const isAsked = await store.transact((tx) => runWriter.requestCancel(tx, owner, id, clock.now()));
      if (isAsked) find(id)?.abort('cancel');
      return isAsked;
    },
    hearDecision: (id) => decisions.wake(id),
    drop: (id) => find(id)?.abort('lost'),
    get size() {
      return live.size;
    },
    recover: () =>
      store.transact(async (tx) => {
        const claim = store.dialect === 'sqlite' ? runWriter.claimAll : runWriter.claimExpired;
        const rows = await claim(tx, instance);
        await endAbandoned(tx, rows);
        return rows.length;
      }),
    start: () => void beat(),
    tick,
    async drain(graceMs) {
      isDraining = true;
      await Promise.race([Promise.all(generations.list()), sleep(graceMs, undefined, { ref: false })]);
      for (const run of live.list()) run.abort('shutdown');
      await Promise.all(generations.list());
      clearTimeout(timer);
    },
  };
}

function toPieces({ id, epoch }: RunIdentity, { text }: BegunAnswer) {
  return cutPieces(text).map((piece) => ({ ...piece, runId: id, epoch }));
}
