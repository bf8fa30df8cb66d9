import type { IncomingHttpHeaders } from 'node:http';
import { AppError } from '../../errors.ts';
import { cleanMessage } from './clean-message.ts';
import { RefusalError } from './refusal-error.ts';
import { toJson } from './to-json.ts';
import type { Vendor } from './vendor.ts';

/** An HTTP answer that is not the one that was asked for. */
export interface Refusal {
  status: number;
  headers: IncomingHttpHeaders;
  /** Its text, cut to the limit. */
  body: string;
}

/** What a refusal means to the person who waits: E3003, E3004 (with `retryAfterS` where stated) or E3005. */
export function mapRefusal({ status, headers, body }: Refusal, { name, address, apiKey }: Vendor): AppError {
  const words = status < 300 ? readErrorField(body) : readOwnMessage(body);
  const say = (sentence: string): string => cleanMessage(words ? `${sentence}: ${words}` : `${sentence}.`, apiKey);
  if (status === 429) {
    const retryAfterS = parseRetryAfterS(headers['retry-after']);
    return new AppError('E3004', say(`${name} is limiting our rate`), retryAfterS === undefined ? {} : { retryAfterS });
  }
  if (status >= 300 && status < 400) {
    const message = `${name} at ${address} redirects elsewhere, and redirects are not followed. Set its final address.`;
    return new AppError('E3003', message);
  }
  if (status < 300 && words === undefined) {
    const message = `What answers at ${address} is not the interface of ${name}. Check the address, often it lacks /v1.`;
    return new AppError('E3005', message);
  }
  const isKey = status === 401 || status === 403;
  return new RefusalError(
    say(isKey ? `${name} refused the API key (${status})` : `${name} refused the request (${status})`),
    status,
  );
}

/** The message inside a vendor's error body, in any of the usual forms; undefined where there is none, and for pages of HTML. */
function readOwnMessage(body: string): string | undefined {
  const value = parseJson(body);
  if (value !== undefined) return findErrorMessage(value);
  return /^\s*(<|$)/.test(body) ? undefined : body;
}

function readErrorField(body: string): string | undefined {
  const value = parseJson(body);
  return typeof value === 'object' && value !== null && 'error' in value ? findErrorMessage(value) : undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** How deep the words of an error may lie; the deepest that a vendor is known for is `{error: {error: {message}}}`. */
const MAX_DEPTH = 4;

/** The message of `{error: "…"}`, `{error: {message}}`, `{message}` or `{detail}`; undefined where there is none. */
export function findErrorMessage(value: unknown, depth = 0): string | undefined {
  if (typeof value !== 'object' || value === null || depth > MAX_DEPTH) return undefined;
  if ('error' in value && value.error) {
    if (typeof value.error === 'string') return value.error;
    return findErrorMessage(value.error, depth + 1) ?? toJson(value.error);
  }
  if ('message' in value && typeof value.message === 'string') return value.message;
  if ('detail' in value && value.detail) {
    return typeof value.detail === 'string' ? value.detail : toJson(value.detail);
  }
  return undefined;
}

/** `Retry-After` in seconds; only the form in seconds, which is the one that vendors send. */
function parseRetryAfterS(header: string | undefined): number | undefined {
  return header !== undefined && /^\d{1,6}(\.\d+)?$/.test(header) ? Math.ceil(Number(header)) : undefined;
}
