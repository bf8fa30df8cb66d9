import type { ServerResponse } from 'node:http';
import type { FastifyReply } from 'fastify';
import { STREAM_LIMITS } from '../kit/limits.ts';
import type { RunSink } from '../run/follow-run.ts';

/**
 * One reader of server-sent events. What is sent within a turn of the event loop goes out as one write. At most `STREAM_LIMITS.queuedBytes` wait
 * for a reader; one that takes nothing for `STREAM_LIMITS.stallMs` is cut, and comes back with the number of its last event.
 */
export interface SseStream extends RunSink {
  event(name: string, data: object): void;
  /** Closes after what was sent. */
  end(): void;
  /** Closes at once. */
  cut(): void;
  onClose(listener: () => void): void;
}

/** Answers with an event stream. From here on the response belongs to the stream. */
export function openSse(reply: FastifyReply): SseStream {
  reply.hijack();
  const response = reply.raw;
  for (const [name, value] of Object.entries(reply.getHeaders()))
    if (value !== undefined) response.setHeader(name, value);
  response.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-cache, no-transform',
    'x-accel-buffering': 'no',
  });
  return createStream(response);
}

function createStream(response: ServerResponse): SseStream {
  let gathered = '';
  let isClosed = response.destroyed;
  const entry: PingEntry = { response, lastSentMs: performance.now() };
  const onClose = (listener: () => void) => {
    // A reader may have left while its answer was still being made; its `close` is over then.
    if (response.destroyed) listener();
    else response.once('close', listener);
  };
  pinger.add(entry);
  onClose(() => {
    isClosed = true;
    pinger.remove(entry);
  });
  response.on('error', () => response.destroy());

  const flush = () => {
    if (gathered === '' || isClosed) return;
    response.write(gathered);
    gathered = '';
    entry.lastSentMs = performance.now();
  };
  const send = (frame: string): boolean => {
    if (isClosed) return false;
    if (gathered === '') atEndOfTurn(flush);
    gathered += frame;
    // Only at the limit is the turn cut short; the length of a string is a lower bound of its bytes.
    if (response.writableLength + gathered.length >= STREAM_LIMITS.queuedBytes) flush();
    return !response.writableNeedDrain;
  };

  return {
    text: (text, end) => send(`id: ${end}\nevent: delta\ndata: {"text":${JSON.stringify(text)}}\n\n`),
    reasoning: (text) => send(`event: delta\ndata: {"reasoning":${JSON.stringify(text)}}\n\n`),
    event: (name, data) => void send(`event: ${name}\ndata: ${JSON.stringify(data)}\n\n`),
    async ready() {
      flush();
      if (isClosed || !response.writableNeedDrain) return !isClosed;
      if (!(await drained(response))) response.destroy();
      return !response.destroyed;
    },
    get isClosed() {
      return isClosed;
    },
    end() {
      flush();
      pinger.remove(entry);
      response.end();
      cutWhenStalled(response);
    },
    cut: () => response.destroy(),
    onClose,
  };
}

/** True when the reader has taken what was queued, false when it closed or stalled. */
function drained(response: ServerResponse): Promise<boolean> {
  return new Promise((resolve) => {
    const settle = (isDrained: boolean) => {
      clearTimeout(timer);
      response.off('drain', onDrain);
      response.off('close', onClose);
      resolve(isDrained);
    };
    const onDrain = () => settle(true);
    const onClose = () => settle(false);
    const timer = setTimeout(onClose, STREAM_LIMITS.stallMs);
    response.once('drain', onDrain);
    response.once('close', onClose);
  });
}

/** Closes an ended response whose reader takes nothing of the rest for `STREAM_LIMITS.stallMs`. */
function cutWhenStalled(response: ServerResponse): void {
  let left = response.writableLength;
  const timer = setInterval(() => {
    if (response.writableLength === left) response.destroy();
    left = response.writableLength;
  }, STREAM_LIMITS.stallMs).unref();
  response.once('close', () => clearInterval(timer));
}

const waiting: (() => void)[] = [];

/** One check phase serves all streams that have something to say in this turn. */
function atEndOfTurn(act: () => void): void {
  if (waiting.push(act) === 1) setImmediate(flushWaiting);
}

function flushWaiting(): void {
  for (const act of waiting.splice(0)) act();
}

interface PingEntry {
  response: ServerResponse;
  lastSentMs: number;
}

/** One timer for all streams: a comment line after 15 s of silence keeps proxies from closing and tells clients that we are there. */
const pinger = createPinger();

function createPinger() {
  const entries = new Set<PingEntry>();
  let timer: NodeJS.Timeout | undefined;
  const sweep = () => {
    const now = performance.now();
    for (const entry of entries) {
      if (now - entry.lastSentMs < STREAM_LIMITS.pingMs || entry.response.writableNeedDrain) continue;
      entry.response.write(': ping\n\n');
      entry.lastSentMs = now;
    }
  };
  return {
    add(entry: PingEntry) {
      entries.add(entry);
      timer ??= setInterval(sweep, 1_000).unref();
    },
    remove(entry: PingEntry) {
      entries.delete(entry);
      if (entries.size > 0) return;
      clearInterval(timer);
      timer = undefined;
    },
  };
}
