import { formatResetTime } from '../../lib/format.ts';

interface Failure {
  code: string;
  message: string;
  details: readonly unknown[];
  request_id: string | null;
}

const NOUN: Record<string, string> = { messages_per_day: 'messages', tokens_per_day: 'tokens' };

/**
 * What went wrong, for a person. The server's own sentence is written for that; only a reached quota (E2010) is said here,
 * because its end is a time on the reader's clock.
 * @param nowMs milliseconds since 1970
 */
export function errorSentence({ code, message, details, request_id: requestId }: Failure, nowMs: number): string {
  if (code === 'E5000' && requestId !== null) return `${message} It is ${requestId}.`;
  const quota = code === 'E2010' ? acceptQuotaDetail(details[0]) : undefined;
  if (!quota) return message;
  const noun = NOUN[quota.name];
  return `You have used up today’s ${noun ?? 'allowance'}. It starts again ${formatResetTime(quota.resetsAt, nowMs)}.`;
}

function acceptQuotaDetail(detail: unknown): { name: string; resetsAt: string } | undefined {
  if (typeof detail !== 'object' || detail === null) return undefined;
  if (!('name' in detail && 'resets_at' in detail)) return undefined;
  const { name, resets_at: resetsAt } = detail;
  if (typeof name !== 'string' || typeof resetsAt !== 'string' || Number.isNaN(Date.parse(resetsAt))) return undefined;
  return { name, resetsAt };
}
