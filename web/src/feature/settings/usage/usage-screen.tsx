import { unwrap } from '@omniai/client';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { useApi } from '../../../lib/api-context.tsx';
import { queryKey } from '../../../lib/query-key.ts';
import { usePreferences } from '../../../lib/use-preferences.ts';
import { useText } from '../../../lib/use-text.ts';
import { Card } from '../../../ui/card.tsx';
import { QueryView } from '../../../ui/query-view.tsx';
import { dayBefore, fillDays } from './fill-days.ts';
import { LimitMeter } from './limit-meter.tsx';
import { UsageTable } from './usage-table.tsx';
import { UsageTotal } from './usage-total.tsx';

const UsageChart = lazy(() => import('./usage-chart.tsx').then((module) => ({ default: module.UsageChart })));
const SHOWN_DAYS = 30;

/** What a person used, and how much they may. */
export function UsageScreen() {
  const t = useText();
  const api = useApi();
  const usage = useQuery({
    queryKey: queryKey.settings('usage'),
    queryFn: ({ signal }) => unwrap(api.http.GET('/account/usage', { signal })),
  });
  const preferences = usePreferences();
  return (
    <QueryView query={usage}>
      {({ today, limits, resets_at, currency, daily }) => {
        const days = fillDays(daily, dayBefore(resets_at, preferences.data?.time_zone ?? 'UTC'), SHOWN_DAYS);
        return (
          <>
            <Card title={t('settings.usageToday')} description={t('settings.usageTodayLead')}>
              <LimitMeter
                label={t('settings.messages')}
                used={today.messages}
                limit={limits.messages_per_day}
                resetsAt={resets_at}
              />
              <LimitMeter
                label={t('settings.tokens')}
                used={today.tokens}
                limit={limits.tokens_per_day}
                resetsAt={resets_at}
              />
              {limits.concurrent_streams !== null && (
                <p className="text-sm text-soft">{t('settings.streams', { count: limits.concurrent_streams })}</p>
              )}
            </Card>
            <Card
              title={t('settings.usageDays', { days: SHOWN_DAYS })}
              description={<UsageTotal days={days} currency={currency} />}
            >
              <Suspense fallback={<div className="h-56" />}>
                <UsageChart days={days} />
              </Suspense>
              <UsageTable days={days} currency={currency} />
            </Card>
          </>
        );
      }}
    </QueryView>
  );
}
