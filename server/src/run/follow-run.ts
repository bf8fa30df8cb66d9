import { setTimeout as sleep } from 'node:timers/promises';
import { messageReader } from '../store/message-reader.ts';
import type { Store } from '../store/open.ts';
import { type RunRow, runReader } from '../store/run-reader.ts';
import type { AnswerDetails } from './answer-details.ts';
import type { LiveRun } from './live-run.ts';
import { readToolUses } from './read-tool-uses.ts';

/** Where a follower's text goes: one reader with a bounded queue. */
export interface RunSink {
  /** Sends text that ends at `end` (UTF-16 units from the beginning). False: the queue is full, wait for `ready`. */
  text(text: string, end: number): boolean;
  reasoning(text: string): boolean;
  details(details: AnswerDetails): boolean;
  /** True when there is room again; false when the reader is gone or did not read for too long. */
  ready(): Promise<boolean>;
  isClosed(): boolean;
}

/** A slice of catching up, in UTF-16 units: half of a reader's queue even when every unit takes two bytes. */
const SLICE_UNITS = 16_384;
/** How often a run that another process writes is looked at. */
const POLL_MS = 500;

/**
 * Sends a run's text from `from` on, first what there is, then as it comes, until its end or the reader's.
 * The text is the log: a reader that falls behind is served from memory where the text is still there, else from the database, at its own pace.
 * @returns true at the run's end, false when the reader went first
 */
export function followLiveRun(store: Store, run: LiveRun, from: number, sink: RunSink): Promise<boolean> {
  let sent = Math.min(from, run.length);
  let isBehind = true;
  const { promise, resolve } = Promise.withResolvers<boolean>();

  const stop = run.follow({
    onText(text, end) {
      if (isBehind) return;
      sent = end;
      if (!sink.text(text, end)) fallBehind();
    },
    onReasoning(text) {
      if (!isBehind && !sink.reasoning(text)) fallBehind();
    },
    onDetails(details) {
      if (!isBehind && !sink.details(details)) fallBehind();
    },
    onEnd() {
      if (!isBehind) resolve(true);
    },
  });

  async function catchUp(): Promise<void> {
    isBehind = true;
    let told: AnswerDetails | undefined;
    while (await sink.ready()) {
      if (run.hasDetails && told !== run.details) {
        told = run.details;
        sink.details(told);
        continue;
      }
      if (sent >= run.length) {
        isBehind = false;
        if (run.outcome) resolve(true);
        return;
      }
      const slice = run.sliceFrom(sent) ?? (await readStored(store, run, sent));
      if (!(await sendAll(sink, slice, sent))) break;
      sent += slice.length;
    }
    resolve(false);
  }

  /** A reader that cannot be served (database trouble, a deleted message) is let go; it may come back with its number. */
  function fallBehind(): void {
    catchUp().catch(() => resolve(false));
  }

  fallBehind();
  return promise.finally(stop);
}

async function readStored(store: Store, run: LiveRun, from: number): Promise<string> {
  const pieces = await messageReader.slicePieces(store.read, run.identity.messageId, from);
  if (pieces !== '') return pieces;
  const message = await messageReader.find(store.read, run.identity.userId, run.identity.messageId);
  if (!message) throw new Error('the message was deleted');
  return message.text.slice(from);
}

/** Sends as much as the queue takes; gives the new position. */
function sendSlice(sink: RunSink, text: string, from: number): number {
  let at = 0;
  while (at < text.length) {
    const part = text.slice(at, at + SLICE_UNITS);
    at += part.length;
    if (!sink.text(part, from + at)) break;
  }
  return from + at;
}

/**
 * The same for a run that this process does not write: one that has ended, or that another instance writes. It reads the rows.
 * @returns true at the run's end, false when the reader went first or the run is gone
 */
export async function followStoredRun(store: Store, row: RunRow, from: number, sink: RunSink): Promise<boolean> {
  let sent = from;
  let told = '[]';
  for (;;) {
    const run = await runReader.find(store.read, row.user_id, row.id);
    if (!run || sink.isClosed()) return false;
    if (run.status !== 'streaming') {
      const message = await messageReader.find(store.read, row.user_id, row.message_id);
      return message ? sendAll(sink, message.text.slice(sent), sent) : false;
    }
    const slice = await messageReader.slicePieces(store.read, row.message_id, sent);
    if (slice === '') {
      // Who uses tools is silent meanwhile; whoever is silent is asked whether it uses some.
      const toolCalls = await readToolUses(store.read, row);
      const now = JSON.stringify(toolCalls);
      if (now === told) await sleep(POLL_MS);
      else sink.details({ provider: row.provider, model: row.model, citations: [], tool_calls: toolCalls });
      told = now;
    } else if (await sendAll(sink, slice, sent)) sent += slice.length;
    else return false;
  }
}

async function sendAll(sink: RunSink, text: string, from: number): Promise<boolean> {
  let sent = 0;
  while (await sink.ready()) {
    if (sent >= text.length) return true;
    sent = sendSlice(sink, text.slice(sent), from + sent) - from;
  }
  return false;
}
