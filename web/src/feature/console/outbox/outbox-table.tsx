import type { ApiSchemas } from '@omniai/client';
import { formatAgo } from '../../../lib/format-moment.ts';
import { serverSentence } from '../../../lib/server-sentence.ts';
import { useText } from '../../../lib/use-text.ts';
import { Button } from '../../../ui/button.tsx';
import { Table, TableCell } from '../../../ui/table.tsx';
import { Badge } from '../shared/badge.tsx';
import { OUTBOX_KIND } from './outbox-kind.ts';
import { outboxStatusWord } from './outbox-status-word.ts';

interface OutboxTableProps {
  items: readonly ApiSchemas['OutboxItem'][];
  nameOf(userId: string): string;
  isBusy: boolean;
  onRetry(id: string): void;
}

export function OutboxTable({ items, nameOf, isBusy, onRetry }: OutboxTableProps) {
  const t = useText();
  const columns = [
    t('console.kind'),
    t('console.person'),
    t('console.status'),
    t('console.attempts'),
    t('console.queued'),
    <span key="act" className="sr-only">
      {t('common.tryAgain')}
    </span>,
  ];
  const kind = (name: string) => (OUTBOX_KIND[name] ? t(OUTBOX_KIND[name]) : name);
  return (
    <Table label={t('console.outbox')} columns={columns} isStacked>
      {items.map((item) => (
        <tr key={item.id}>
          <TableCell className="min-w-44">
            <span title={item.kind}>{kind(item.kind)}</span>
            {item.reason && (
              <span className="block text-[0.8125rem] break-words text-soft">{serverSentence(item.reason)}</span>
            )}
          </TableCell>
          <TableCell label={t('console.person')} className="break-words">
            {item.owner_id ? nameOf(item.owner_id) : '–'}
          </TableCell>
          <TableCell label={t('console.status')}>
            <Badge tone={item.status === 'parked' ? 'danger' : 'calm'}>{outboxStatusWord(item.status, t)}</Badge>
          </TableCell>
          <TableCell label={t('console.attempts')} className="tabular-nums">
            {item.attempts}
          </TableCell>
          <TableCell label={t('console.queued')} className="whitespace-nowrap text-soft">
            {formatAgo(item.created_at, Date.now())}
          </TableCell>
          <TableCell className="sm:text-right">
            {item.status === 'parked' && (
              <Button size="small" className="sm:-my-1.5" disabled={isBusy} onClick={() => onRetry(item.id)}>
                {t('common.tryAgain')}
              </Button>
            )}
          </TableCell>
        </tr>
      ))}
    </Table>
  );
}
