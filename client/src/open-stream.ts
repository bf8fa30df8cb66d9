import { acceptErrorBody } from './accept-error-body.ts';
import { acceptStreamEvent } from './accept-stream-event.ts';
import { readFrames } from './read-frame.ts';
import type { ErrorEvent, StreamEvent } from './stream-event.ts';
import { waitForRetry } from './wait-for-retry.ts';
import type { RetryBody, SendBody } from './wire.ts';

/** One request of the stream; the transport adds the server's address and who is asking. */
export interface StreamRequest {
  method: 'GET' | 'POST';
  path: string;
  headers: Record<string, string>;
  body?: string;
  signal: AbortSignal;
}

export interface StreamPace {
  /** The wait before the first retry; it doubles with every failure in a row. */
  baseDelayMs: number;
  maxDelayMs: number;
  /** Silence, pings included, after which a connection counts as broken. The server pings every 15 s. */
  silenceMs: number;
  /** 0 to below 1, for the jitter. */
  random(): number;
}

export const DEFAULT_STREAM_PACE: StreamPace = {
  baseDelayMs: 1_000,
  maxDelayMs: 15_000,
  silenceMs: 40_000,
  random: Math.random,
};

/** A new message, another answer to an old one, or an answer that is already being written. */
export type StreamStart =
  | { kind: 'send'; body: SendBody }
  | { kind: 'retry'; body: RetryBody }
  /** `textLength`: UTF-16 units of the answer that the caller already has. */
  | { kind: 'resume'; streamId: string; textLength: number };

interface StreamContext {
  request(request: StreamRequest): Promise<Response>;
  pace: StreamPace;
  signal: AbortSignal;
  /** Fires `online` when the device has a network again; the next try then starts at once. */
  network?: EventTarget | undefined;
}

interface Position {
  streamId: string | null;
  textLength: number;
  /** Deltas in a row that did not fit where the text ended. */
  misfits: number;
  /** Failed connections since the last event that brought something. */
  failures: number;
}

/**
 * Reads one answer to its end over as many connections as it takes: `final`, `error` or `gone` comes last, unless the
 * signal aborts first. Every delta continues exactly where the text before it ended.
 */
export async function* openStream(start: StreamStart, context: StreamContext): AsyncGenerator<StreamEvent> {
  const position: Position =
    start.kind === 'resume'
      ? { streamId: start.streamId, textLength: start.textLength, misfits: 0, failures: 0 }
      : { streamId: null, textLength: 0, misfits: 0, failures: 0 };
  while (!context.signal.aborted) {
    yield { type: 'connection', state: 'connecting' };
    const end = yield* readConnection(start, position, context);
    if (end.isOver || context.signal.aborted) return;
    if (!isRepeatable(start, position)) return yield OFFLINE;
    const delayMs = Math.max(end.waitMs, backoffMs(position.failures, context.pace));
    position.failures += 1;
    yield { type: 'connection', state: 'waiting', retryInMs: delayMs };
    await waitForRetry(delayMs, context.signal, context.network);
  }
}

type ConnectionEnd = { isOver: true } | { isOver: false; waitMs: number };

const OFFLINE: ErrorEvent = {
  type: 'error',
  code: 'offline',
  message: 'The connection broke before the server answered.',
  retryable: true,
  message_id: null,
  retry_after_s: null,
  request_id: null,
  details: [],
};

const OVER: ConnectionEnd = { isOver: true };
const BROKEN: ConnectionEnd = { isOver: false, waitMs: 0 };

async function* readConnection(
  start: StreamStart,
  position: Position,
  { request, pace, signal }: StreamContext,
): AsyncGenerator<StreamEvent, ConnectionEnd> {
  const connection = new AbortController();
  const abort = () => connection.abort();
  signal.addEventListener('abort', abort);
  let silence = setTimeout(abort, pace.silenceMs);
  const onActivity = () => {
    clearTimeout(silence);
    silence = setTimeout(abort, pace.silenceMs);
  };
  try {
    const response = await request(toRequest(start, position, connection.signal));
    if (!response.ok || !response.body) return yield* refuse(response, position, isRepeatable(start, position));
    yield { type: 'connection', state: 'open' };
    for await (const frame of readFrames(response.body, onActivity)) {
      const event = acceptStreamEvent(frame);
      if (!event) continue;
      if (event.type === 'meta') position.streamId = event.stream_id;
      if (event.type === 'delta' && event.id - event.text.length !== position.textLength) {
        return yield* resynchronize(position);
      }
      if (event.type === 'delta') Object.assign(position, { textLength: event.id, misfits: 0, failures: 0 });
      yield event;
      if (event.type === 'final' || event.type === 'error') return OVER;
    }
    return BROKEN;
  } catch {
    // Whatever went wrong between here and the server, the remedy is the same: come back with our number.
    return BROKEN;
  } finally {
    clearTimeout(silence);
    signal.removeEventListener('abort', abort);
    connection.abort();
  }
}

function toRequest(start: StreamStart, position: Position, signal: AbortSignal): StreamRequest {
  const accept = { accept: 'text/event-stream' };
  if (position.streamId !== null) {
    const path = `/chat/streams/${encodeURIComponent(position.streamId)}`;
    return { method: 'GET', path, headers: { ...accept, 'last-event-id': String(position.textLength) }, signal };
  }
  if (start.kind === 'resume') throw new Error('a resumed stream always has its id');
  const headers = { ...accept, 'content-type': 'application/json' };
  const path = start.kind === 'send' ? '/chat/stream' : '/chat/retry';
  return { method: 'POST', path, headers, body: JSON.stringify(start.body), signal };
}

/** A piece was lost or came twice. Coming back with our number heals that; if it does not, our text is wrong and starts anew. */
async function* resynchronize(position: Position): AsyncGenerator<StreamEvent, ConnectionEnd> {
  position.misfits += 1;
  if (position.misfits > 1) {
    position.textLength = 0;
    yield { type: 'restart' };
  }
  return BROKEN;
}

/** A retry has no id of its own: sent twice it could give two answers. Once it has a stream, coming back is safe. */
function isRepeatable(start: StreamStart, position: Position): boolean {
  return start.kind !== 'retry' || position.streamId !== null;
}

/** What an answer that is no stream means: try again, it is over, or it was refused. */
async function* refuse(
  response: Response,
  position: Position,
  canRepeat: boolean,
): AsyncGenerator<StreamEvent, ConnectionEnd> {
  const body: unknown = await response.json().catch(() => undefined);
  const error = acceptErrorBody(response.status, body);
  const waitMs = (error.retryAfterS ?? 0) * 1_000;
  const isBegun = position.streamId !== null;
  const isTransient = error.code === 'E1007' || (error.code === 'unknown' && response.status >= 500);
  if ((isTransient && canRepeat) || (isBegun && response.status === 429)) return { isOver: false, waitMs };
  if (isBegun && (response.status === 404 || response.status === 410)) {
    yield { type: 'gone' };
    return OVER;
  }
  yield toErrorEvent(error);
  return OVER;
}

function toErrorEvent(error: ReturnType<typeof acceptErrorBody>): ErrorEvent {
  return {
    type: 'error',
    code: error.code,
    message: error.message,
    retryable: error.status === 429 || error.status >= 500,
    message_id: null,
    retry_after_s: error.retryAfterS ?? null,
    request_id: error.requestId ?? null,
    details: error.details,
  };
}

/** Doubles from the base to the maximum, and takes between half and the whole of it so that readers do not return all at once. */
export function backoffMs(failures: number, pace: StreamPace): number {
  const fullMs = Math.min(pace.maxDelayMs, pace.baseDelayMs * 2 ** failures);
  return Math.round(fullMs * (0.5 + pace.random() / 2));
}
