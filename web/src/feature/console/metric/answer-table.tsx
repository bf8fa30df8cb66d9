import { formatCount, formatElapsed } from '../../../lib/format.ts';
import { useText } from '../../../lib/use-text.ts';
import { Table, TableCell } from '../../../ui/table.tsx';
import type { Metrics } from './use-metrics.ts';

/** How each provider did: how many answers, how they ended, how long they took. */
export function AnswerTable({ metrics: { answers, providers } }: { metrics: Metrics }) {
  const t = useText();
  const named = Map.groupBy(answers, ({ provider }) => provider);
  if (named.size === 0) return <p className="text-sm text-soft">{t('console.noAnswersYet')}</p>;
  const columns = [
    t('console.provider'),
    t('console.complete'),
    t('console.stopped'),
    t('console.failed'),
    t('console.firstToken'),
    t('console.wholeAnswer'),
  ];
  return (
    <Table label={t('console.answersByProvider')} columns={columns}>
      {[...named].map(([provider, theirs]) => {
        const count = (...statuses: string[]) =>
          theirs.filter(({ status }) => statuses.includes(status)).reduce((sum, answer) => sum + answer.count, 0);
        const times = providers.find((timed) => timed.provider === provider);
        return (
          <tr key={provider}>
            <TableCell>{provider}</TableCell>
            <TableCell className="tabular-nums">{formatCount(count('complete'))}</TableCell>
            <TableCell className="tabular-nums">{formatCount(count('cancelled'))}</TableCell>
            <TableCell className="tabular-nums">{formatCount(count('failed', 'interrupted'))}</TableCell>
            <TableCell className="whitespace-nowrap tabular-nums">{spread(times?.first_token)}</TableCell>
            <TableCell className="whitespace-nowrap tabular-nums">{spread(times?.answer)}</TableCell>
          </tr>
        );
      })}
    </Table>
  );
}

function spread(times: Metrics['transactions'] | undefined): string {
  const show = (ms: number | null | undefined) => (typeof ms === 'number' ? formatElapsed(ms) : '–');
  return `${show(times?.p50_ms)} / ${show(times?.p95_ms)}`;
}
