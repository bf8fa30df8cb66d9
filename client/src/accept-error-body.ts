import { ApiError } from './api-error.ts';
import { isRecord } from './is-record.ts';

/** Reads the body of a failed answer, whoever wrote it: our server, a proxy in front of it, or nobody. Never throws. */
export function acceptErrorBody(status: number, body: unknown): ApiError {
  const error = isRecord(body) ? body.error : undefined;
  if (!isRecord(error) || typeof error.code !== 'string' || typeof error.message !== 'string') {
    return new ApiError({ code: 'unknown', message: `The server answered with status ${status}.`, status });
  }
  const { code, message, request_id: requestId, retry_after_s: retryAfterS, details } = error;
  return new ApiError({
    code,
    message,
    status,
    requestId: typeof requestId === 'string' ? requestId : undefined,
    retryAfterS: typeof retryAfterS === 'number' ? retryAfterS : undefined,
    details: Array.isArray(details) ? details : undefined,
  });
}
