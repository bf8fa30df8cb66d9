import { isRecord } from './is-record.ts';
import type { ServerEvent } from './stream-event.ts';
import type { AnswerDetails, StreamError, StreamFinal, StreamMeta } from './wire.ts';

interface Frame {
  event?: string | undefined;
  id?: string | undefined;
  data: string;
}

/**
 * One server-sent frame as an event, or undefined for a kind this reader does not know (a newer server may say more).
 * @throws Error when a known kind does not have its shape: the connection then counts as broken.
 */
export function acceptStreamEvent({ event, id, data: json }: Frame): ServerEvent | undefined {
  const data: unknown = JSON.parse(json);
  if (event === 'meta' && isMeta(data)) return { type: 'meta', ...data };
  if (event === 'delta' && isText(data, 'reasoning')) return { type: 'reasoning', text: data.reasoning };
  if (event === 'delta' && isRecord(data) && isDetails(data.details)) return { type: 'details', ...data.details };
  if (event === 'delta' && isText(data, 'text') && isPosition(id)) {
    return { type: 'delta', id: Number(id), text: data.text };
  }
  if (event === 'final' && isFinal(data)) return { type: 'final', ...data };
  if (event === 'error' && isError(data))
    return { type: 'error', ...data, retry_after_s: null, request_id: null, details: [] };
  if (event !== undefined && KINDS.includes(event)) throw new Error(`a ${event} event without its shape`);
  return undefined;
}

const KINDS = ['meta', 'delta', 'final', 'error'];

function isPosition(id: string | undefined): boolean {
  return id !== undefined && /^\d+$/.test(id);
}

function isText<Key extends string>(data: unknown, key: Key): data is Record<Key, string> {
  return isRecord(data) && typeof data[key] === 'string';
}

function isMeta(data: unknown): data is StreamMeta {
  const keys = ['stream_id', 'conversation_id', 'user_message_id', 'message_id', 'provider', 'model'];
  return keys.every((key) => isText(data, key));
}

function isDetails(data: unknown): data is AnswerDetails {
  if (!isRecord(data) || !Array.isArray(data.citations) || !Array.isArray(data.tool_calls)) return false;
  return isText(data, 'provider') && isText(data, 'model');
}

function isFinal(data: unknown): data is StreamFinal {
  if (!isRecord(data) || typeof data.finish_reason !== 'string') return false;
  const { message } = data;
  return ['id', 'text', 'status'].every((key) => isText(message, key));
}

function isError(data: unknown): data is StreamError {
  return ['code', 'message', 'message_id'].every((key) => isText(data, key));
}
