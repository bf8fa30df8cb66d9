import { formatCount } from '../../../lib/format.ts';
import { formatCost } from '../../../lib/format-cost.ts';
import { formatDay } from '../../../lib/format-moment.ts';
import { useText } from '../../../lib/use-text.ts';
import { Table, TableCell } from '../../../ui/table.tsx';
import type { Series, Split } from './group-usage.ts';

interface UsageTableProps {
  rows: readonly Series[];
  split: Split;
  currency: string;
}

/** The same as the picture, in numbers. */
export function UsageTable({ rows, split, currency }: UsageTableProps) {
  const t = useText();
  const firstNames: Record<Split, string> = {
    day: t('console.day'),
    user: t('console.person'),
    provider: t('console.provider'),
    model: t('console.model'),
  };
  const columns = [
    firstNames[split],
    t('console.messages'),
    t('console.tokensIn'),
    t('console.tokensOut'),
    t('console.cost'),
  ];
  const sorted = split === 'day' ? rows.toSorted((a, b) => b.name.localeCompare(a.name)) : rows;
  return (
    <Table label={t('console.usage')} columns={columns}>
      {sorted.map((row) => (
        <tr key={row.name}>
          <TableCell className="max-w-72 min-w-36 break-words">
            {split === 'day' ? formatDay(row.name) : row.name}
          </TableCell>
          <TableCell className="tabular-nums">{formatCount(row.messages)}</TableCell>
          <TableCell className="tabular-nums">{formatCount(row.promptTokens)}</TableCell>
          <TableCell className="tabular-nums">{formatCount(row.completionTokens)}</TableCell>
          <TableCell className="tabular-nums">{formatCost(row.cost, currency)}</TableCell>
        </tr>
      ))}
    </Table>
  );
}
