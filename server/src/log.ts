import { type DestinationStream, type Logger, pino } from 'pino';
import type { LogLevel } from './config.ts';
import { AppError, ERROR_CATALOGUE } from './errors.ts';

export type Log = Logger;

/**
 * The only fields that reach a log. What a person typed, a header, an address with its query or a secret has no name here, so it
 * cannot be written by accident; a line that tried says which field it lost.
 */
const FIELDS = new Set([
  'request_id',
  'user_id',
  'session_id',
  'stream_id',
  'conversation_id',
  'message_id',
  'link_id',
  'outbox_id',
  'part',
  'method',
  'route',
  'status',
  'code',
  'elapsed_ms',
  'count',
  'bytes',
  'attempt',
  'provider',
  'model',
  'instance',
  'signal',
  'err',
]);

/** Bytes of lines that wait while nothing takes them; what comes beyond them is lost. */
const WAITING_BYTES = 1_048_576;

/** A log whose disk is full or whose reader is gone must not keep anybody from an answer: pino would throw into whoever writes a line. */
function openStandardOutput(): DestinationStream {
  const output = pino.destination({ dest: 1, sync: true, maxLength: WAITING_BYTES });
  output.on('error', () => undefined);
  return output;
}

/**
 * Makes the server's log: one JSON object a line.
 * @param destination where the lines go; standard output if absent
 */
export function createLog(level: LogLevel, destination?: DestinationStream): Log {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }), log: keepKnown, bindings: keepKnown },
    serializers: { err: describeError },
  };
  return pino(options, destination ?? openStandardOutput());
}

function keepKnown(fields: Record<string, unknown>): Record<string, unknown> {
  const kept: Record<string, unknown> = {};
  const lost: string[] = [];
  for (const [name, value] of Object.entries(fields)) {
    if (FIELDS.has(name) && (typeof value !== 'object' || value === null || name === 'err')) kept[name] = value;
    else lost.push(name);
  }
  if (lost.length > 0) kept.lost_fields = lost;
  return kept;
}

/**
 * Name, message and stack of an error and of what caused it; never its other properties, which may hold requests or parameters. What a provider says
 * when it refuses goes to the person alone: it may repeat what they wrote.
 */
function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return { message: typeof error };
  const isQuote = error instanceof AppError && error.code === 'E3003';
  const message = isQuote ? ERROR_CATALOGUE.E3003.message : error.message;
  return {
    type: error.name,
    message,
    stack: error.stack?.replace(error.message, () => message),
    ...('code' in error && { code: String(error.code) }),
    ...(error.cause !== undefined && { cause: describeError(error.cause) }),
  };
}
