import { formatResetTime } from '../../lib/format.ts';
import type { MessageId } from '../../lib/message-id.ts';
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
 * What went wrong, for a person: the server's own sentence, but for a reached quota (E2010), whose end is a time on the reader's clock.
 * @param nowMs milliseconds since 1970
 */
export function errorSentence({ code, message, details, request_id: id }: Failure, nowMs: number, t: Text): string {
  if (code === 'E5000' && id !== null) return t('chat.errorId', { message, id });
  const { name, resets_at: resetsAt } = Object(details[0]);
  if (code !== 'E2010' || typeof resetsAt !== 'string' || Number.isNaN(Date.parse(resetsAt))) return message;
  return t(USED_UP[String(name)] ?? 'chat.quotaOther', { when: formatResetTime(resetsAt, nowMs) });
}
