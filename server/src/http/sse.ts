import type { ServerResponse } from 'node:http';
import type { Writable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import { STREAM_LIMITS } from '../kit/limits.ts';
import { LiveList } from '../kit/live-list.ts';
import type { RunSink } from '../run/follow-run.ts';

/**
 * One reader of server-sent events. What is sent within a turn of the event loop goes out as one write. At most `STREAM_LIMITS.queuedBytes` wait
 * for a reader; one that takes nothing for `STREAM_LIMITS.stallMs` is cut, and comes back with the number of its last event.
 */
export interface SseStream extends RunSink {
  event(name: string, data: object): void;
  /** An event without a name, as other protocols have them. False as in {@link RunSink.text}. */
  data(text: string): boolean;
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
  response.flushHeaders();
  return createStream(response);
}

function createStream(response: ServerResponse): SseStream {
  const outlet = createOutlet(response);
  let gathered = '';
  let isClosed = response.destroyed;
  const entry: PingEntry = { outlet, silentForS: 0 };
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
    outlet.write(gathered);
    gathered = '';
    entry.silentForS = 0;
  };
  const send = (frame: string): boolean => {
    if (isClosed) return false;
    if (gathered === '') atEndOfTurn(flush);
    gathered += frame;
    // Only at the limit is the turn cut short; the length of a string is a lower bound of its bytes.
    if (outlet.stream.writableLength + gathered.length >= STREAM_LIMITS.queuedBytes) flush();
    return !outlet.stream.writableNeedDrain;
  };

  return {
    text: (text, end) => send(`id: ${end}\nevent: delta\ndata: {"text":${JSON.stringify(text)}}\n\n`),
    reasoning: (text) => send(`event: delta\ndata: {"reasoning":${JSON.stringify(text)}}\n\n`),
    details: (details) => send(`event: delta\ndata: ${JSON.stringify({ details })}\n\n`),
    data: (text) => send(`data: ${text}\n\n`),
    event: (name, data) => void send(`event: ${name}\ndata: ${JSON.stringify(data)}\n\n`),
    async ready() {
      flush();
      if (isClosed || !outlet.stream.writableNeedDrain) return !isClosed;
      if (!(await drained(response, outlet))) response.destroy();
      return !response.destroyed;
    },
    isClosed: () => isClosed,
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

/** Where the bytes of a response go. */
interface Outlet {
  readonly stream: Writable;
  write(text: string): void;
}

/**
 * Writes chunks to the socket as one string each. `ServerResponse.write` makes three writes of a chunk (its size, itself, its end), which took
 * 10 µs against 6 µs here, a fifth of what a delta costs in all. The head is out already, and `response.end()` still ends the message.
 */
function createOutlet(response: ServerResponse): Outlet {
  const { socket } = response;
  // An HTTP/1.0 client gets no chunks; a pipelined request waits for its turn on the socket.
  const isDirect = socket !== null && response.chunkedEncoding;
  const stream = isDirect ? socket : response;
  return {
    stream,
    write: isDirect
      ? (text) => void socket.write(`${Buffer.byteLength(text).toString(16)}\r\n${text}\r\n`)
      : (text) => void response.write(text),
  };
}

/** True when the reader has taken what was queued, false when it closed or stalled. */
function drained(response: ServerResponse, { stream }: Outlet): Promise<boolean> {
  return new Promise((resolve) => {
    const settle = (isDrained: boolean) => {
      clearTimeout(timer);
      stream.off('drain', onDrain);
      response.off('close', onClose);
      resolve(isDrained);
    };
    const onDrain = () => settle(true);
    const onClose = () => settle(false);
    const timer = setTimeout(onClose, STREAM_LIMITS.stallMs);
    stream.once('drain', onDrain);
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
  outlet: Outlet;
  /** Counted by the sweep, so that sending asks no clock. */
  silentForS: number;
}

/** One timer for all streams: a comment line after 15 s of silence keeps proxies from closing and tells clients that we are there. */
const pinger = createPinger();

function createPinger() {
  const entries = new LiveList<PingEntry>();
  let timer: NodeJS.Timeout | undefined;
  const sweep = () => {
    for (const entry of entries.list()) {
      entry.silentForS += 1;
      if (entry.silentForS < STREAM_LIMITS.pingS || entry.outlet.stream.writableNeedDrain) continue;
      entry.outlet.write(': ping\n\n');
      entry.silentForS = 0;
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
