import { formatCount } from '../../../lib/format.ts';
import { formatCost } from '../../../lib/format-cost.ts';
import { useText } from '../../../lib/use-text.ts';
import { Card } from '../../../ui/card.tsx';
import { QueryView } from '../../../ui/query-view.tsx';
import { Fact, Facts } from '../shared/fact.tsx';
import { lastDays } from '../usage/range.ts';
import { useUsage } from '../usage/use-usage.ts';

const DAYS = 30;

/** What a person used lately, and what it cost. */
export function PersonUsage({ userId }: { userId: string }) {
  const t = useText();
  const usage = useUsage(lastDays(DAYS, Date.now()), 'user');
  return (
    <Card title={t('console.usage')} description={t('console.lastDays', { days: DAYS })}>
      <QueryView query={usage}>
        {({ items, currency }) => {
          const theirs = items.find(({ user_id }) => user_id === userId);
          if (!theirs) return <p className="text-sm text-soft">{t('console.usedNothing')}</p>;
          return (
            <Facts>
              <Fact name={t('console.messages')}>{formatCount(theirs.messages)}</Fact>
              <Fact name={t('console.tokensIn')}>{formatCount(theirs.prompt_tokens)}</Fact>
              <Fact name={t('console.tokensOut')}>{formatCount(theirs.completion_tokens)}</Fact>
              <Fact name={t('console.cost')}>{formatCost(theirs.cost, currency)}</Fact>
            </Facts>
          );
        }}
      </QueryView>
    </Card>
  );
}
