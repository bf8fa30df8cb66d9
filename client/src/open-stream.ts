import { acceptErrorBody } from './accept-error-body.ts';
import { acceptStreamEvent } from './accept-stream-event.ts';
import { openConnection, type StreamContext, type StreamRequest } from './stream-connection.ts';
import type { ErrorEvent, StreamEvent } from './stream-event.ts';
import { backoffMs } from './stream-pace.ts';
import { waitForRetry } from './wait-for-retry.ts';
import type { ContinueBody, EditBody, RetryBody, SendBody } from './wire.ts';

/**
 * A new message, another one in the place of an old one, another answer to an old question, the rest of an answer that broke off, or an answer that is
 * already being written. Each has an id of the caller's own (`client_message_id` or `key`), so that asking again never gives a second answer.
 */
export type StreamStart =
  | { kind: 'send'; body: SendBody }
  | { kind: 'edit'; body: EditBody }
  | { kind: 'retry'; body: RetryBody; key: string }
  | { kind: 'continue'; body: ContinueBody; key: string }
  /** `textLength`: UTF-16 units of the answer that the caller already has. */
  | { kind: 'resume'; streamId: string; textLength: number };

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
  const { signal, pace, network } = context;
  const { streamId, textLength } = start.kind === 'resume' ? start : { streamId: null, textLength: 0 };
  const position: Position = { streamId, textLength, misfits: 0, failures: 0 };
  while (!signal.aborted) {
    yield { type: 'connection', state: 'connecting' };
    const end = yield* readConnection(start, position, context);
    if (end.isOver || signal.aborted) return;
    const delayMs = Math.max(end.waitMs, backoffMs(position.failures, pace));
    position.failures += 1;
    yield { type: 'connection', state: 'waiting', retryInMs: delayMs };
    await waitForRetry(delayMs, signal, network);
  }
}

type ConnectionEnd = { isOver: true } | { isOver: false; waitMs: number };

const OVER: ConnectionEnd = { isOver: true };
const BROKEN: ConnectionEnd = { isOver: false, waitMs: 0 };

async function* readConnection(
  start: StreamStart,
  position: Position,
  context: StreamContext,
): AsyncGenerator<StreamEvent, ConnectionEnd> {
  try {
    for await (const part of openConnection(toRequest(start, position), context)) {
      if ('response' in part) {
        const { response } = part;
        if (!response.ok || !response.body) return yield* refuse(response, position);
        yield { type: 'connection', state: 'open' };
        continue;
      }
      const event = acceptStreamEvent(part.frame);
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
  }
}

const PATHS = {
  send: '/chat/stream',
  edit: '/chat/edit',
  retry: '/chat/retry',
  continue: '/chat/continue',
} as const;

function toRequest(start: StreamStart, { streamId, textLength }: Position): Omit<StreamRequest, 'signal'> {
  const accept = { accept: 'text/event-stream' };
  if (streamId !== null) {
    const path = `/chat/streams/${encodeURIComponent(streamId)}`;
    return { method: 'GET', path, headers: { ...accept, 'last-event-id': String(textLength) } };
  }
  if (start.kind === 'resume') throw new Error('a resumed stream always has its id');
  const headers = {
    ...accept,
    'content-type': 'application/json',
    ...('key' in start && { 'idempotency-key': start.key }),
  };
  return { method: 'POST', path: PATHS[start.kind], headers, body: JSON.stringify(start.body) };
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

/** What an answer that is no stream means: try again, it is over, or it was refused. */
async function* refuse(response: Response, position: Position): AsyncGenerator<StreamEvent, ConnectionEnd> {
  const body: unknown = await response.json().catch(() => undefined);
  const error = acceptErrorBody(response.status, body);
  const waitMs = (error.retryAfterS ?? 0) * 1_000;
  const isBegun = position.streamId !== null;
  const isTransient = error.code === 'E1007' || (error.code === 'unknown' && response.status >= 500);
  if (isTransient || (isBegun && response.status === 429)) return { isOver: false, waitMs };
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
