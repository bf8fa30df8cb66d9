import { formatCount, formatElapsed } from '../../../lib/format.ts';
import type { MessageId } from '../../../lib/message-id.ts';
import { useText } from '../../../lib/use-text.ts';
import { Table, TableCell } from '../../../ui/table.tsx';
import type { Metrics } from './use-metrics.ts';

const POLICY: Readonly<Record<string, MessageId>> = {
  public: 'console.policyPublic',
  user: 'console.policyUser',
  session: 'console.policySession',
  admin: 'console.policyAdmin',
  webhook: 'console.policyWebhook',
};

/** Requests by who may make them and how they were answered. */
export function RequestTable({ metrics: { requests } }: { metrics: Metrics }) {
  const t = useText();
  const columns = [
    t('console.policy'),
    t('console.httpStatus'),
    t('console.count'),
    t('console.p50'),
    t('console.p95'),
  ];
  const sorted = requests.toSorted((a, b) => b.count - a.count);
  return (
    <Table label={t('console.requests')} columns={columns} isStacked>
      {sorted.map((row) => {
        const policy = POLICY[row.policy];
        return (
          <tr key={`${row.policy} ${row.status}`}>
            <TableCell>{policy ? t(policy) : row.policy}</TableCell>
            <TableCell label={t('console.httpStatus')} className="tabular-nums">
              {row.status}
            </TableCell>
            <TableCell label={t('console.count')} className="tabular-nums">
              {formatCount(row.count)}
            </TableCell>
            <TableCell label={t('console.p50')} className="whitespace-nowrap tabular-nums">
              {showMs(row.p50_ms)}
            </TableCell>
            <TableCell label={t('console.p95')} className="whitespace-nowrap tabular-nums">
              {showMs(row.p95_ms)}
            </TableCell>
          </tr>
        );
      })}
    </Table>
  );
}

function showMs(ms: number | null): string {
  if (ms === null) return '–';
  return ms < 1_000 ? `≤ ${Math.round(ms)} ms` : `≤ ${formatElapsed(ms)}`;
}
