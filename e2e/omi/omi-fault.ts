import { type ApiReply, fail } from './api-reply.ts';

/**
 * How the stand-in misbehaves: `down` resets every connection, `silent` takes the request and never answers,
 * `status` answers that status with an HTML page, `redirect` points elsewhere, `rate_limited` says when to come again;
 * in none of these anything happens. `slow` does what was asked and answers late, `drop_reply` does it and resets the connection.
 */
export type OmiFault =
  | { kind: 'down' }
  | { kind: 'silent' }
  | { kind: 'slow'; delayMs: number }
  | { kind: 'status'; status: number }
  | { kind: 'rate_limited'; retryAfterS: number }
  | { kind: 'redirect'; location: string }
  | { kind: 'drop_reply' };

/** What is answered in place of doing anything; undefined when the fault lets it be done. */
export function answerFault(fault: OmiFault | undefined): ApiReply | undefined {
  switch (fault?.kind) {
    case 'status':
      return htmlPage(fault.status);
    case 'redirect':
      return { ...htmlPage(307), headers: { Location: fault.location } };
    case 'rate_limited':
      return fail(429, `Rate limit exceeded. Try again in ${fault.retryAfterS}s.`, {
        'Retry-After': String(fault.retryAfterS),
      });
    default:
      return undefined;
  }
}

function htmlPage(status: number): ApiReply {
  return { status, headers: {}, body: `<html><body>${status}</body></html>` };
}
