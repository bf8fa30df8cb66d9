import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '../kit/clock.ts';
import type { Log } from '../log.ts';
import { SEARCHED_UNITS } from '../store/message-search-term.ts';
import type { Store } from '../store/open.ts';
import {
  type MessageToIndex,
  type StaleTitle,
  searchProgressReader,
  type WalkedMessage,
} from '../store/search-progress-reader.ts';
import { searchProgressWriter } from '../store/search-progress-writer.ts';
import { insertSearchEntries, toMessageEntry, toTitleEntry } from './search-entry.ts';

/** How soon a message is found. A look costs three small reads. */
const LOOK_MS = 500;
const AFTER_TROUBLE_MS = 5_000;
/** Long enough for a batch of anybody's; short enough that another instance takes over soon. */
const LEASE_MS = 5_000;
/** Ids are made before their transactions end, and the clocks of instances differ: what is younger is looked at again. */
const SETTLE_MS = 30_000;
/** How long nobody may have waited for an answer: a pause between two is no sign that there are no more. */
const CALM_MS = 5_000;
/** Rows of one look, 2 µs each where the index has them, and 4 where it does not. */
const WALK_ROWS = { calm: 2_000, busy: 200 };
/** Characters of one transaction, for which whoever sends waits: about 20 ms, and 2 ms. */
const BATCH_UNITS = { calm: 40_000, busy: 4_000 };
/** An empty message costs about as much. */
const ROW_UNITS = 100;
const TITLES = { calm: 50, busy: 10 };
/** The event loop and other writers have the rest of the time. While answers are written the index takes 2 % of a core: with 5 % they cost 6 % more. */
const REST = { calm: 1, busy: 50 };
const PROGRESS_MS = 10_000;

export interface SearchIndexer {
  start(): void;
  /** Indexes one batch; tells whether there may be more at once. */
  tick(): Promise<boolean>;
  stop(): Promise<void>;
}

/**
 * Brings messages that have ended and titles that changed into the full-text index, in small transactions of their own, so that whoever sends does not
 * wait for it. It walks the messages in the order of their ids from where it stopped, and passes over those that are in the index: after a crash, an
 * import or an upgrade it finds what is missing. Of several instances one indexes.
 * @param isBusy whether answers are being written here
 */
export function createSearchIndexer(parts: {
  store: Store;
  clock: Clock;
  log: Log;
  instance: string;
  isBusy: () => boolean;
  random: () => number;
}): SearchIndexer {
  const { store, clock, log, instance, isBusy, random } = parts;
  let isStopped = false;
  const stopping = new AbortController();
  let working: Promise<void> | undefined;
  let lastBusyMs = Number.NEGATIVE_INFINITY;
  /** How far the walk is beyond what is settled. */
  let round = { from: '', at: '' };
  const catchUp = createProgressLog(log, clock);

  function findPace(): 'calm' | 'busy' {
    const nowMs = clock.monotonic();
    if (isBusy()) lastBusyMs = nowMs;
    return nowMs - lastBusyMs < CALM_MS ? 'busy' : 'calm';
  }

  async function tick(): Promise<boolean> {
    const progress = await searchProgressReader.find(store.read, instance);
    if (!progress || progress.is_held) return false;
    const seen = progress.indexed_to;
    const after = round.from === seen ? round.at : seen;
    const until = idAt(clock.now() + SETTLE_MS);
    const pace = findPace();
    const walked = await searchProgressReader.walk(store.read, { after, until, limit: WALK_ROWS[pace] });
    const plan = planBatch(walked, BATCH_UNITS[pace], idAt(clock.now() - SETTLE_MS));
    // What a longer answer held up is walked again once it has ended.
    const to = after === seen ? (plan.settledTo ?? seen) : seen;
    const titles = await searchProgressReader.listStaleTitles(store.read, TITLES[pace]);
    const texts = plan.batchEnd ? await searchProgressReader.listTexts(store.read, { after, to: plan.batchEnd }) : [];
    const isWritten = to === seen && titles.length + texts.length === 0 ? true : await write(seen, to, titles, texts);
    const hasMore = plan.isCut || walked.length === WALK_ROWS[pace];
    round = hasMore && isWritten && plan.lookedTo ? { from: to, at: plan.lookedTo } : { from: to, at: to };
    return isWritten && (hasMore || titles.length === TITLES[pace]);
  }

  async function write(seen: string, to: string, titles: StaleTitle[], texts: MessageToIndex[]): Promise<boolean> {
    const kept = titles.filter(({ expires_at }) => expires_at === null);
    const entries = [...kept.map(toTitleEntry), ...texts.map(toMessageEntry)];
    const isOurs = await store.transact(async (tx) => {
      if (!(await searchProgressWriter.claim(tx, { instance, seen, to, leaseMs: LEASE_MS }))) return false;
      const stale = titles.map(({ conversation_id }) => conversation_id);
      await searchProgressWriter.removeTitles(tx, stale);
      await insertSearchEntries(tx, entries, random);
      return true;
    });
    if (isOurs) catchUp.add(texts.length);
    return isOurs;
  }

  async function work(): Promise<void> {
    await prepare();
    while (!isStopped) {
      const beganMs = clock.monotonic();
      const hasMore = await tick().catch(noteTrouble);
      const elapsedMs = clock.monotonic() - beganMs;
      if (!hasMore) catchUp.end();
      const restMs = hasMore ? elapsedMs * REST[findPace()] : LOOK_MS;
      await rest(hasMore === undefined ? AFTER_TROUBLE_MS : restMs);
    }
  }

  /** A process that died may hold the index of an SQLite file, which is ours alone; and a database that was moved or restored has none yet. */
  async function prepare(): Promise<void> {
    const isEmpty = await searchProgressReader.isEmpty(store.read);
    if (!isEmpty && store.dialect === 'postgres') return;
    await store.transact(async (tx) => {
      if (store.dialect === 'sqlite') await searchProgressWriter.release(tx);
      if (isEmpty) await searchProgressWriter.rewind(tx);
    });
  }

  async function rest(ms: number): Promise<void> {
    // Stopping ends it early; nothing else can.
    await sleep(ms, undefined, { signal: stopping.signal, ref: false }).catch(() => undefined);
  }

  function noteTrouble(error: unknown): undefined {
    if (!isStopped) log.warn({ err: error }, 'the search index could not be brought up to date; it is tried again');
  }

  return {
    start() {
      working ??= work().catch(noteTrouble);
    },
    tick,
    async stop() {
      isStopped = true;
      stopping.abort();
      await working;
      await store.transact((tx) => searchProgressWriter.releaseOwn(tx, instance)).catch(noteTrouble);
    },
  };
}

interface Plan {
  /** The last message of the batch; undefined where nothing has to be indexed. */
  batchEnd: string | undefined;
  /** The last message that was looked at. */
  lookedTo: string | undefined;
  /** The last one up to which the walk need not come again: not beyond an answer that is being written, nor beyond the horizon. */
  settledTo: string | undefined;
  /** Whether the batch was full before the walk was at its end. */
  isCut: boolean;
}

function planBatch(walked: readonly WalkedMessage[], units: number, horizon: string): Plan {
  const plan: Plan = { batchEnd: undefined, lookedTo: undefined, settledTo: undefined, isCut: false };
  let sum = 0;
  let isSettled = true;
  for (const { id, status, expires_at, units: length } of walked) {
    if (sum >= units) return { ...plan, isCut: true };
    if (status !== null && status !== 'streaming' && expires_at === null) {
      plan.batchEnd = id;
      sum += ROW_UNITS + Math.min(length ?? 0, SEARCHED_UNITS);
    }
    plan.lookedTo = id;
    isSettled &&= status !== 'streaming' && id < horizon;
    if (isSettled) plan.settledTo = id;
  }
  return plan;
}

/** Sorts before every id that was made at the instant or later, and behind every earlier one. */
function idAt(epochMs: number): string {
  const hex = Math.max(epochMs, 0).toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-`;
}

/** Tells the log how far a long catching up is. */
function createProgressLog(log: Log, clock: Clock) {
  let [count, since, toldAt] = [0, clock.monotonic(), clock.monotonic()];
  let wasTold = false;
  return {
    add(more: number): void {
      count += more;
      if (clock.monotonic() - toldAt < PROGRESS_MS) return;
      toldAt = clock.monotonic();
      wasTold = true;
      log.info({ count, elapsed_ms: Math.round(toldAt - since) }, 'messages are being indexed for the search');
    },
    /** Nothing is left to do. */
    end(): void {
      const now = clock.monotonic();
      if (wasTold) log.info({ count, elapsed_ms: Math.round(now - since) }, 'the search index is up to date');
      [count, since, toldAt, wasTold] = [0, now, now, false];
    },
  };
}
