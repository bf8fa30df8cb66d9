import { formatCount } from '../../../lib/format.ts';
import { formatCost } from '../../../lib/format-cost.ts';
import { formatDay } from '../../../lib/format-moment.ts';
import { useText } from '../../../lib/use-text.ts';
import { Disclosure } from '../../../ui/disclosure.tsx';
import { Table, TableCell } from '../../../ui/table.tsx';
import type { UsageDay } from './fill-days.ts';

/** What the chart shows, in numbers. Days on which nothing was used are left out. */
export function UsageTable({ days, currency }: { days: readonly UsageDay[]; currency: string }) {
  const t = useText();
  const used = days.filter(
    ({ messages, prompt_tokens, completion_tokens }) => messages + prompt_tokens + completion_tokens > 0,
  );
  const isPriced = used.some(({ cost }) => cost > 0);
  if (used.length === 0) return <p className="text-sm text-soft">{t('settings.usageNone')}</p>;
  const columns = [t('settings.day'), t('settings.messages'), t('settings.tokensIn'), t('settings.tokensOut')];
  return (
    <Disclosure title={t('settings.usageNumbers')}>
      <Table label={t('settings.usageNumbers')} columns={isPriced ? [...columns, t('settings.cost')] : columns}>
        {used.toReversed().map(({ day, messages, prompt_tokens, completion_tokens, cost }) => (
          <tr key={day} className="tabular-nums">
            <TableCell className="whitespace-nowrap">{formatDay(day)}</TableCell>
            <TableCell>{formatCount(messages)}</TableCell>
            <TableCell>{formatCount(prompt_tokens)}</TableCell>
            <TableCell>{formatCount(completion_tokens)}</TableCell>
            {isPriced && <TableCell>{formatCost(cost, currency)}</TableCell>}
          </tr>
        ))}
      </Table>
    </Disclosure>
  );
}
