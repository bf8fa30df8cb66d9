/** Where a request came from, for sessions, limits and the audit log. */
export interface Caller {
  readonly ip: string;
  readonly userAgent: string;
  readonly requestId: string;
}
