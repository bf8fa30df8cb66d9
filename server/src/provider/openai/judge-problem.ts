import type { Problem } from './problem.ts';

const UNUSABLE_CODES = new Set(['conversation_locked', 'context_length_exceeded']);
const UNKNOWN_HERE_CODES = new Set([
  'model_not_found',
  'unsupported_parameter',
  'unsupported_value',
  'unknown_parameter',
]);
const VENDOR_TROUBLE_CODES = new Set(['server_error', 'rate_limit_exceeded', 'overloaded']);

/**
 * Whether the conversation that OpenAI keeps can't be gone on with, while a new one with the same messages can: it is gone, still busy with an
 * answer that was stopped, has outgrown the model although the request has not, or waits for a tool that was given up.
 */
export function isConversationUnusable({ status, code, message }: Problem): boolean {
  if (UNUSABLE_CODES.has(code)) return true;
  return (status === 404 && /conversation/i.test(message)) || (status === 400 && /no tool output found/i.test(message));
}

/** Whether the address has no Responses API: a gateway that knows only Chat Completions. */
export function isInterfaceMissing({ status, code, message }: Problem): boolean {
  if (status === 405 || status === 501) return true;
  return status === 404 && code !== 'model_not_found' && !/model|conversation|item/i.test(message);
}

/**
 * Whether another model on another interface may do better: no connection, silence, trouble on OpenAI's side, limits, and what this model or this
 * interface does not know. Not for a wrong key, nor for what is wrong with the question itself.
 */
export function isWorthFallback({ status, code, message }: Problem): boolean {
  if (status === null) return code === '' || VENDOR_TROUBLE_CODES.has(code);
  if (status >= 500 || status === 408 || status === 409 || status === 429 || status === 404 || status === 405)
    return true;
  return status < 300 || UNKNOWN_HERE_CODES.has(code) || /unsupported|not supported/i.test(message);
}
