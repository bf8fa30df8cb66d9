import { formatCount } from '../../../lib/format.ts';
import { formatCost } from '../../../lib/format-cost.ts';
import { useText } from '../../../lib/use-text.ts';
import type { UsageDay } from './fill-days.ts';

/** All days together, in a sentence. */
export function UsageTotal({ days, currency }: { days: readonly UsageDay[]; currency: string }) {
  const t = useText();
  const sum = (read: (day: UsageDay) => number) => days.reduce((total, day) => total + read(day), 0);
  const cost = sum((day) => day.cost);
  const tokens = formatCount(sum((day) => day.prompt_tokens + day.completion_tokens));
  return (
    <>
      {t('settings.usageTotal', { messages: sum((day) => day.messages), tokens })}
      {cost > 0 && ` ${t('settings.usageCost', { cost: formatCost(cost, currency) })}`}
    </>
  );
}
