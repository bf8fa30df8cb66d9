import type { IncomingHttpHeaders } from 'node:http';
import { AppError } from '../../errors.ts';
import { cleanMessage } from './clean-message.ts';
import type { Vendor } from './vendor.ts';

/** An HTTP answer that is not the one that was asked for. */
export interface Refusal {
  status: number;
  headers: IncomingHttpHeaders;
  /** Its text, cut to the limit. */
  body: string;
}

/** What a refusal means to the person who waits: E3003, E3004 (with `retryAfterS` where stated) or E3005. */
export function mapRefusal(refusal: Refusal, vendor: Vendor): AppError {
  const { status, headers, body } = refusal;
  const own = status < 300 ? readErrorField(body) : readOwnMessage(body);
  const words = own && cleanMessage(own, vendor.apiKey);
  const said = words ? `: ${words}` : '.';
  if (status === 429) {
    const retryAfterS = parseRetryAfterS(headers['retry-after']);
    return new AppError('E3004', `${vendor.name} is limiting our rate${said}`, {
      ...(retryAfterS !== undefined && { retryAfterS }),
    });
  }
  if (status >= 300 && status < 400) {
    return new AppError(
      'E3003',
      `${vendor.name} at ${vendor.address} redirects elsewhere, and redirects are not followed. Set its final address.`,
    );
  }
  if (status < 300 && !words) {
    return new AppError(
      'E3005',
      `What answers at ${vendor.address} is not ${vendor.name}'s interface. Check the address, often it lacks /v1.`,
    );
  }
  if (status === 401 || status === 403) {
    return new AppError(
      'E3003',
      `${vendor.name} refused the key (${status})${said}${words ? '' : ' Check its API key.'}`,
    );
  }
  return new AppError('E3003', `${vendor.name} refused the request (${status})${said}`);
}

/** The message inside a vendor's error body, in any of the usual forms; undefined for pages of HTML and empty ones. */
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

/** The message of `{error: "…"}`, `{error: {message}}`, `{message}` or `{detail}`; undefined where there is none. */
export function findErrorMessage(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if ('error' in value && value.error) {
    if (typeof value.error === 'string') return value.error;
    return findErrorMessage(value.error) ?? JSON.stringify(value.error);
  }
  if ('message' in value && typeof value.message === 'string') return value.message;
  if ('detail' in value && value.detail) {
    return typeof value.detail === 'string' ? value.detail : JSON.stringify(value.detail);
  }
  return undefined;
}

/** `Retry-After` in seconds; only the form in seconds, which is the one that vendors send. */
function parseRetryAfterS(header: string | undefined): number | undefined {
  return header !== undefined && /^\d{1,6}(\.\d+)?$/.test(header) ? Math.ceil(Number(header)) : undefined;
}
