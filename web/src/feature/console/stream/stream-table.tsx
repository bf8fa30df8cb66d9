import type { ApiSchemas } from '@omniai/client';
import { formatAgo } from '../../../lib/format-moment.ts';
import { useText } from '../../../lib/use-text.ts';
import { Button } from '../../../ui/button.tsx';
import { Table, TableCell } from '../../../ui/table.tsx';

type Stream = ApiSchemas['AdminStream'];

interface StreamTableProps {
  streams: readonly Stream[];
  nameOf(userId: string): string;
  providerOf(providerId: string): string;
  onCancel(stream: Stream): void;
}

export function StreamTable({ streams, nameOf, providerOf, onCancel }: StreamTableProps) {
  const t = useText();
  const columns = [
    t('console.person'),
    t('console.provider'),
    t('console.model'),
    t('console.begun'),
    <span key="act" className="sr-only">
      {t('console.cancelStream')}
    </span>,
  ];
  return (
    <Table label={t('console.streams')} columns={columns} isStacked>
      {streams.map((stream) => (
        <tr key={stream.stream_id}>
          <TableCell className="min-w-0 font-medium break-words">{nameOf(stream.owner_id)}</TableCell>
          <TableCell label={t('console.provider')}>{providerOf(stream.provider)}</TableCell>
          <TableCell label={t('console.model')}>{stream.model}</TableCell>
          <TableCell label={t('console.begun')} className="whitespace-nowrap text-soft">
            {formatAgo(stream.started_at, Date.now())}
          </TableCell>
          <TableCell className="sm:text-right">
            <Button size="small" className="sm:-my-1.5" onClick={() => onCancel(stream)}>
              {t('console.cancelStream')}
            </Button>
          </TableCell>
        </tr>
      ))}
    </Table>
  );
}
