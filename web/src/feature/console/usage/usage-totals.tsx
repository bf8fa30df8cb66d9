import { formatCount } from '../../../lib/format.ts';
import { formatCost } from '../../../lib/format-cost.ts';
import { useText } from '../../../lib/use-text.ts';
import { Figure, Figures } from '../shared/figure.tsx';
import type { Usage } from './use-usage.ts';

/** The sums of a range. */
export function UsageTotals({ total, currency }: Pick<Usage, 'total' | 'currency'>) {
  const t = useText();
  return (
    <Figures>
      <Figure name={t('console.messages')} value={formatCount(total.messages)} />
      <Figure name={t('console.tokensIn')} value={formatCount(total.prompt_tokens)} />
      <Figure name={t('console.tokensOut')} value={formatCount(total.completion_tokens)} />
      <Figure name={t('console.cost')} value={formatCost(total.cost, currency)} />
    </Figures>
  );
}
