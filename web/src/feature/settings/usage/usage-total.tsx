import { formatCount } from '../../../lib/format.ts';
import { useText } from '../../../lib/use-text.ts';
import type { UsageDay } from './fill-days.ts';
import { formatCost } from './format-cost.ts';

/** All days together, in a sentence. */
export function UsageTotal({ days }: { days: readonly UsageDay[] }) {
  const t = useText();
  const sum = (read: (day: UsageDay) => number) => days.reduce((total, day) => total + read(day), 0);
  const cost = sum((day) => day.cost);
  const tokens = formatCount(sum((day) => day.prompt_tokens + day.completion_tokens));
  return (
    <>
      {t('settings.usageTotal', { messages: sum((day) => day.messages), tokens })}
      {cost > 0 && ` ${t('settings.usageCost', { cost: formatCost(cost) })}`}
    </>
  );
}
