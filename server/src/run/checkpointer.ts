import { setTimeout as sleep } from 'node:timers/promises';
import { LiveList } from '../kit/live-list.ts';
import type { Log } from '../log.ts';
import { messageWriter } from '../store/message-writer.ts';
import type { Store } from '../store/open.ts';
import { runWriter } from '../store/run-writer.ts';
import type { LiveRun } from './live-run.ts';

/** The longest that text of a running answer stays in memory alone is 250 ms; the rest of it is left for the commit. */
const INTERVAL_MS = 225;

/** Moves the text of all running answers to the database, together, a few times a second. */
export interface Checkpointer {
  /** The run has text that is not durable. */
  touch(run: LiveRun): void;
  /** Saves what every touched run has now; resolves when it is durable, or has failed and will be tried again by itself. */
  tick(): Promise<void>;
  /** Writes down who answers, before it is asked: whoever finds the run without us books it rightly. Never throws. */
  saveAnswerer(run: LiveRun): Promise<void>;
  /** Leaves the run alone from now on; resolves when no save of it is under way. */
  release(run: LiveRun): Promise<void>;
}

export function createCheckpointer(store: Store, log: Log): Checkpointer {
  const dirty = new LiveList<LiveRun>();
  const released = new WeakSet<LiveRun>();
  let saving: { runs: readonly LiveRun[]; done: Promise<void> } | undefined;
  let timer: NodeJS.Timeout | undefined;

  async function save(runs: readonly LiveRun[]): Promise<void> {
    const pieces = runs.map((run) => ({
      runId: run.identity.id,
      epoch: run.identity.epoch,
      start: run.durableLength,
      text: run.tail,
    }));
    try {
      const isOwned = await store.transact((tx) => messageWriter.insertPieces(tx, pieces));
      for (const [i, run] of runs.entries()) {
        if (isOwned[i]) run.markDurable(pieces[i]?.text.length ?? 0);
        else run.abort('lost');
        if (run.tail !== '') touch(run);
      }
    } catch (error) {
      log.warn({ err: error, count: runs.length }, 'a checkpoint failed and will be tried again');
      // Whoever waits for room must not spin while the database is in trouble.
      await sleep(INTERVAL_MS);
      for (const run of runs) touch(run);
    }
  }

  function tick(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    if (saving) return saving.done;
    const runs = dirty.takeAll().filter((run) => run.tail !== '');
    if (runs.length === 0) return Promise.resolve();
    const done = save(runs).finally(() => {
      saving = undefined;
      if (dirty.size > 0) schedule();
    });
    saving = { runs, done };
    return done;
  }

  function schedule(): void {
    timer ??= setTimeout(() => void tick(), INTERVAL_MS);
  }

  function touch(run: LiveRun): void {
    if (released.has(run)) return;
    dirty.add(run);
    schedule();
  }

  return {
    touch,
    tick,
    async saveAnswerer({ identity: { id, epoch }, details: { provider, model } }) {
      try {
        await store.transact((tx) => runWriter.saveAnswerer(tx, { id, epoch, provider, model }));
      } catch (error) {
        log.warn({ err: error, stream_id: id }, 'who answers could not be written down; the end of the answer will');
      }
    },
    async release(run) {
      released.add(run);
      dirty.delete(run);
      if (saving?.runs.includes(run)) await saving.done;
    },
  };
}
