import type { ApiSchemas } from '@omniai/client';
import { formatAgo } from '../../../lib/format-moment.ts';
import { useText } from '../../../lib/use-text.ts';
import { Button } from '../../../ui/button.tsx';
import { Table, TableCell } from '../../../ui/table.tsx';

type Stream = ApiSchemas['AdminStream'];

interface StreamTableProps {
  streams: readonly Stream[];
  nameOf(userId: string): string;
  onCancel(stream: Stream): void;
}

export function StreamTable({ streams, nameOf, onCancel }: StreamTableProps) {
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
    <Table label={t('console.streams')} columns={columns}>
      {streams.map((stream) => (
        <tr key={stream.stream_id}>
          <TableCell>{nameOf(stream.owner_id)}</TableCell>
          <TableCell>{stream.provider}</TableCell>
          <TableCell>{stream.model}</TableCell>
          <TableCell className="whitespace-nowrap text-soft">{formatAgo(stream.started_at, Date.now())}</TableCell>
          <TableCell className="text-right">
            <Button size="small" look="quiet" className="-my-1.5" onClick={() => onCancel(stream)}>
              {t('console.cancelStream')}
            </Button>
          </TableCell>
        </tr>
      ))}
    </Table>
  );
}
