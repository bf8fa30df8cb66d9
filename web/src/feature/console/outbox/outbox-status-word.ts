import type { ApiSchemas } from '@omniai/client';
import type { Text } from '../../../lib/use-text.ts';

type Status = ApiSchemas['OutboxItem']['status'];

export function outboxStatusWord(status: Status, t: Text): string {
  const words: Record<Status, string> = {
    parked: t('console.parked'),
    pending: t('console.pending'),
    background: t('console.inBackground'),
    leased: t('console.leased'),
    done: t('console.outboxDone'),
  };
  return words[status];
}
