import { formatResetTime } from '../../lib/format.ts';
import type { MessageId } from '../../lib/message-id.ts';
import { serverSentence } from '../../lib/server-sentence.ts';
import type { Text } from '../../lib/use-text.ts';

interface Failure {
  code: string;
  message: string;
  details: readonly unknown[];
  request_id: string | null;
}

const USED_UP: Record<string, MessageId> = {
  messages_per_day: 'chat.quotaMessages',
  tokens_per_day: 'chat.quotaTokens',
};

/**
 * What went wrong, for a person. The server's own sentence is written for that; only a reached quota (E2010) is said here,
 * because its end is a time on the reader's clock.
 * @param nowMs milliseconds since 1970
 */
export function errorSentence(failure: Failure, nowMs: number, t: Text): string {
  const { code, details, request_id: requestId } = failure;
  const message = serverSentence(failure.message);
  if (code === 'E5000' && requestId !== null) return t('chat.errorId', { message, id: requestId });
  const quota = code === 'E2010' ? acceptQuotaDetail(details[0]) : undefined;
  if (!quota) return message;
  return t(USED_UP[quota.name] ?? 'chat.quotaOther', { when: formatResetTime(quota.resetsAt, nowMs) });
}

function acceptQuotaDetail(detail: unknown): { name: string; resetsAt: string } | undefined {
  if (typeof detail !== 'object' || detail === null) return undefined;
  if (!('name' in detail && 'resets_at' in detail)) return undefined;
  const { name, resets_at: resetsAt } = detail;
  if (typeof name !== 'string' || typeof resetsAt !== 'string' || Number.isNaN(Date.parse(resetsAt))) return undefined;
  return { name, resetsAt };
}
