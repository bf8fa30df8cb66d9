import { isRecord } from './is-record.ts';
import type { DeltaEvent, ErrorEvent, FinalEvent, MetaEvent, ServerEvent } from './stream-event.ts';

interface Frame {
  event?: string | undefined;
  id?: string | undefined;
  data: string;
}

/**
 * One server-sent frame as an event, or undefined for a kind this reader does not know (a newer server may say more).
 * @throws Error when a known kind does not have its shape: the connection then counts as broken.
 */
export function acceptStreamEvent(frame: Frame): ServerEvent | undefined {
  const data: unknown = JSON.parse(frame.data);
  if (!isRecord(data)) throw new Error('a stream event is not an object');
  if (frame.event === 'meta') return acceptMeta(data);
  if (frame.event === 'delta') return acceptDelta(frame.id, data);
  if (frame.event === 'final') return acceptFinal(data);
  if (frame.event === 'error') return acceptError(data);
  return undefined;
}

function acceptMeta(data: Record<string, unknown>): MetaEvent {
  return {
    type: 'meta',
    stream_id: text(data, 'stream_id'),
    conversation_id: text(data, 'conversation_id'),
    user_message_id: text(data, 'user_message_id'),
    message_id: text(data, 'message_id'),
    provider: text(data, 'provider'),
    model: text(data, 'model'),
  };
}

function acceptDelta(id: string | undefined, data: Record<string, unknown>): DeltaEvent {
  const length = Number(id);
  if (id === undefined || !Number.isInteger(length)) throw new Error('a delta has no position');
  return { type: 'delta', id: length, text: text(data, 'text', ''), reasoning: text(data, 'reasoning', '') };
}

function acceptFinal(data: Record<string, unknown>): FinalEvent {
  if (!isFinal(data)) throw new Error('the final event carries no message');
  return {
    type: 'final',
    message: data.message,
    finish_reason: data.finish_reason,
    usage: data.usage ?? null,
    elapsed_ms: data.elapsed_ms ?? null,
    quota: data.quota ?? null,
  };
}

function acceptError(data: Record<string, unknown>): ErrorEvent {
  return {
    type: 'error',
    code: text(data, 'code'),
    message: text(data, 'message'),
    retryable: data.retryable === true,
    message_id: typeof data.message_id === 'string' ? data.message_id : null,
    retry_after_s: typeof data.retry_after_s === 'number' ? data.retry_after_s : null,
    details: Array.isArray(data.details) ? data.details : [],
  };
}

function isFinal(data: unknown): data is Omit<FinalEvent, 'type'> {
  if (!isRecord(data) || typeof data.finish_reason !== 'string') return false;
  const message = data.message;
  return isRecord(message) && typeof message.id === 'string' && typeof message.text === 'string';
}

function text(data: Record<string, unknown>, key: string, fallback?: string): string {
  const value = data[key] ?? fallback;
  if (typeof value !== 'string') throw new Error(`a stream event has no ${key}`);
  return value;
}
