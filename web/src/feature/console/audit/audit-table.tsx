import type { ApiSchemas } from '@omniai/client';
import { useState } from 'react';
import { formatMoment } from '../../../lib/format-moment.ts';
import { useText } from '../../../lib/use-text.ts';
import { Button } from '../../../ui/button.tsx';
import { Table, TableCell } from '../../../ui/table.tsx';
import { AuditDialog } from './audit-dialog.tsx';

type Entry = ApiSchemas['AuditEntry'];

interface AuditTableProps {
  entries: readonly Entry[];
  nameOf(userId: string): string;
}

export function AuditTable({ entries, nameOf }: AuditTableProps) {
  const t = useText();
  const [shown, setShown] = useState<Entry | null>(null);
  const columns = [
    t('console.when'),
    t('console.actor'),
    t('console.action'),
    t('console.target'),
    <span key="act" className="sr-only">
      {t('console.details')}
    </span>,
  ];
  const nameOfTarget = ({ target }: Entry) =>
    target && (target.type === 'user' ? nameOf(target.id) : `${target.type} …${target.id.slice(-8)}`);
  return (
    <>
      <Table label={t('console.audit')} columns={columns} isStacked>
        {entries.map((entry) => (
          <tr key={entry.id}>
            <TableCell className="whitespace-nowrap text-soft tabular-nums">{formatMoment(entry.at)}</TableCell>
            <TableCell label={t('console.actor')} className="break-words">
              {entry.actor_id ? nameOf(entry.actor_id) : t('console.nobody')}
            </TableCell>
            <TableCell label={t('console.action')}>
              <span className="font-mono text-[0.8125rem]">{entry.action}</span>
            </TableCell>
            <TableCell
              {...(entry.target && { label: t('console.target') })}
              className="break-words text-soft max-sm:empty:hidden"
            >
              {nameOfTarget(entry)}
            </TableCell>
            <TableCell className="sm:text-right">
              <Button size="small" look="quiet" className="-mx-3 sm:mx-0 sm:-my-1.5" onClick={() => setShown(entry)}>
                {t('console.details')}
              </Button>
            </TableCell>
          </tr>
        ))}
      </Table>
      {shown && <AuditDialog entry={shown} nameOf={nameOf} onClose={() => setShown(null)} />}
    </>
  );
}
