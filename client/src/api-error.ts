/** A request the server refused, or could not be asked at all (`status` 0 and code `offline`). */
export class ApiError extends Error {
  /** An E-code of the server's catalogue; `offline` when no answer came; `unknown` when the answer was not the server's. */
  readonly code: string;
  /** HTTP status, 0 when no answer came. */
  readonly status: number;
  readonly requestId: string | undefined;
  /** Seconds after which a retry makes sense. */
  readonly retryAfterS: number | undefined;
  readonly details: readonly unknown[];

  constructor(fields: {
    code: string;
    message: string;
    status: number;
    requestId?: string | undefined;
    retryAfterS?: number | undefined;
    details?: readonly unknown[] | undefined;
  }) {
    super(fields.message);
    this.name = 'ApiError';
    this.code = fields.code;
    this.status = fields.status;
    this.requestId = fields.requestId;
    this.retryAfterS = fields.retryAfterS;
    this.details = fields.details ?? [];
  }
}
