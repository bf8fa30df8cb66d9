import { ChartColumn } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { useText } from '../../../lib/use-text.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { QueryView } from '../../../ui/query-view.tsx';
import { ScreenHead } from '../shared/screen-head.tsx';
import { useNames } from '../shared/use-names.ts';
import { groupUsage, type Measure, type Split } from './group-usage.ts';
import { lastDays } from './range.ts';
import { UsageFilter } from './usage-filter.tsx';
import { UsageTable } from './usage-table.tsx';
import { UsageTotals } from './usage-totals.tsx';
import { type UsageItem, useUsage } from './use-usage.ts';

const UsageChart = lazy(() => import('./usage-chart.tsx').then((module) => ({ default: module.UsageChart })));

/** What was used and what it cost: a picture, and the same as a table. */
export function UsageScreen() {
  const t = useText();
  const [range, setRange] = useState(() => lastDays(30, Date.now()));
  const [split, setSplit] = useState<Split>('model');
  const [measure, setMeasure] = useState<Measure>('messages');
  const usage = useUsage(range, split === 'day' ? 'day' : `day,${split}`);
  const nameOfPerson = useNames();
  const nameOf = (item: UsageItem) => {
    if (split === 'user') return item.user_id === undefined ? '' : nameOfPerson(item.user_id);
    return split === 'day' ? t('console.everything') : (item[split] ?? '');
  };
  return (
    <>
      <ScreenHead title={t('console.usage')} lead={t('console.usageLead')} />
      <UsageFilter
        range={range}
        split={split}
        measure={measure}
        onRange={setRange}
        onSplit={setSplit}
        onMeasure={setMeasure}
      />
      <QueryView query={usage}>
        {({ items, total, currency }) => {
          if (items.length === 0) {
            return (
              <EmptyState icon={<ChartColumn />} title={t('console.usedNothing')}>
                {t('console.usedNothingLead')}
              </EmptyState>
            );
          }
          const series = groupUsage(items, measure, nameOf);
          return (
            <>
              <UsageTotals total={total} currency={currency} />
              <Suspense fallback={<div className="h-72 animate-pulse rounded-2xl bg-panel" />}>
                <UsageChart series={series} range={range} measure={measure} currency={currency} />
              </Suspense>
              <UsageTable
                rows={split === 'day' ? groupUsage(items, measure, ({ day = '' }) => day) : series}
                split={split}
                currency={currency}
              />
            </>
          );
        }}
      </QueryView>
    </>
  );
}
