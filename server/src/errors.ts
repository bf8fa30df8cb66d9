/**
 * Every error a client can meet, with its HTTP status and the sentence it gets when the place that throws has none of its own.
 * The codes are a contract: they are never reused for something else.
 */
export const ERROR_CATALOGUE = {
  E1000: { status: 400, message: 'The request body could not be read. Send valid JSON.' },
  E1001: { status: 400, message: 'The request does not fit its schema; see details.' },
  E1002: { status: 404, message: 'There is no such thing here.' },
  E1003: { status: 409, message: 'The request conflicts with the present state.' },
  E1004: { status: 413, message: 'The request is too large.' },
  E1005: { status: 415, message: 'Send the body as application/json.' },
  E1006: { status: 429, message: 'Too many requests. Wait a moment and try again.' },
  E1007: { status: 503, message: 'The server cannot do this right now. Try again shortly.' },
  E2000: { status: 401, message: 'Sign in first; the session is missing or has ended.' },
  E2001: { status: 403, message: 'Your role does not allow this.' },
  E2002: { status: 403, message: 'The CSRF check failed. Reload the page and try again.' },
  E2003: { status: 401, message: 'The e-mail or the password is wrong.' },
  E2004: { status: 403, message: 'This account is disabled. Ask your administrator.' },
  E2005: { status: 403, message: 'Registration needs a valid invite, or is closed.' },
  E2006: { status: 401, message: 'A second factor is needed.' },
  E2007: { status: 403, message: 'Sign in again to do this.' },
  E2010: { status: 429, message: 'A usage limit is reached.' },
  E2011: { status: 429, message: 'Too many answers are being written at once. Wait for one to finish.' },
  E3000: { status: 404, message: 'There is no such provider or model.' },
  E3001: { status: 502, message: 'The model provider could not be reached.' },
  E3002: { status: 504, message: 'The model provider stayed silent for too long.' },
  E3003: { status: 502, message: 'The model provider refused the request.' },
  E3004: { status: 429, message: 'The model provider is limiting our rate.' },
  E3005: { status: 502, message: 'The model provider answered something that is not its protocol.' },
  E3006: { status: 400, message: 'The conversation does not fit into this model’s context.' },
  E4000: { status: 503, message: 'Omi is not configured on this server.' },
  E4001: { status: 400, message: 'The link code is wrong or has expired.' },
  E4002: { status: 429, message: 'Too many tries. Start linking again.' },
  E4003: { status: 409, message: 'This Omi user is linked to another account.' },
  E4004: { status: 502, message: 'Omi refused the app key of this server.' },
  E4005: { status: 502, message: 'The Omi user has not enabled this app.' },
  E4006: { status: 503, message: 'Omi is limiting our rate.' },
  E4007: { status: 502, message: 'Omi could not be reached.' },
  E5000: { status: 500, message: 'Something went wrong on our side. The request id helps to find it in the log.' },
} as const satisfies Record<string, { status: number; message: string }>;

export type ErrorCode = keyof typeof ERROR_CATALOGUE;

interface AppErrorExtras {
  /** What a client may read beyond the message: fields, limits, methods. */
  details?: readonly unknown[];
  /** Seconds after which a retry makes sense; also sent as `Retry-After`. */
  retryAfterS?: number;
  cause?: unknown;
}

/** An error that was foreseen: it has a code, and its message is fit for the person who caused it. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly details: readonly unknown[] | undefined;
  readonly retryAfterS: number | undefined;

  constructor(code: ErrorCode, message?: string, extras: AppErrorExtras = {}) {
    super(message ?? ERROR_CATALOGUE[code].message, { cause: extras.cause });
    this.name = 'AppError';
    this.code = code;
    this.details = extras.details;
    this.retryAfterS = extras.retryAfterS;
  }

  get status(): number {
    return ERROR_CATALOGUE[this.code].status;
  }
}

/** The body of every failed answer, as API.md shapes it. */
export interface ErrorBody {
  ok: false;
  error: { code: ErrorCode; message: string; request_id: string; details?: readonly unknown[]; retry_after_s?: number };
}

/** The one place that turns an error into what a client reads. What is not an {@link AppError} is a bug and becomes E5000. */
export function toErrorBody(error: unknown, requestId: string): { status: number; body: ErrorBody } {
  const known = error instanceof AppError ? error : new AppError('E5000');
  return {
    status: known.status,
    body: {
      ok: false,
      error: {
        code: known.code,
        message: known.message,
        request_id: requestId,
        ...(known.details && { details: known.details }),
        ...(known.retryAfterS !== undefined && { retry_after_s: known.retryAfterS }),
      },
    },
  };
}
