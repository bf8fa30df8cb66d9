import type { ReactNode } from 'react';
import { formatCount } from '../../../lib/format.ts';
import { formatCost } from '../../../lib/format-cost.ts';
import { formatAgo } from '../../../lib/format-moment.ts';
import { useText } from '../../../lib/use-text.ts';
import { Card } from '../../../ui/card.tsx';
import { QueryView } from '../../../ui/query-view.tsx';
import { useBackups } from '../backup/use-backups.ts';
import { useMetrics } from '../metric/use-metrics.ts';
import { useAdminProviders } from '../provider/use-admin-providers.ts';
import { Fact, Facts } from '../shared/fact.tsx';
import { Figure, Figures } from '../shared/figure.tsx';
import { ScreenHead } from '../shared/screen-head.tsx';
import { lastDays } from '../usage/range.ts';
import { useUsage } from '../usage/use-usage.ts';
import { findWarnings, type Warning } from './find-warnings.ts';
import { ProviderHealthList } from './provider-health-list.tsx';
import { useActivation } from './use-activation.ts';
import { WarningList } from './warning-list.tsx';

interface OverviewScreenProps {
  /** A link to where something can be done. */
  linkTo(to: Warning['to'], text: string): ReactNode;
}

/** How the house is, at a glance. */
export function OverviewScreen({ linkTo }: OverviewScreenProps) {
  const t = useText();
  const metrics = useMetrics();
  const providers = useAdminProviders();
  const backups = useBackups();
  const today = useUsage(lastDays(1, Date.now()), 'day').data;
  const lastBackup = backups.data?.items[0];
  const show = (value: string | undefined) => value ?? '–';
  return (
    <>
      <ScreenHead title={t('console.overview')} lead={t('console.overviewLead')} />
      <QueryView query={metrics}>
        {({ outbox, event_loop_lag_ms, streams }) => (
          <>
            {providers.data && (
              <WarningList
                warnings={findWarnings(
                  {
                    providers: providers.data.providers,
                    parked: outbox.parked,
                    lagMs: event_loop_lag_ms.p99,
                    lastBackupAt: backups.data && (lastBackup?.created_at ?? null),
                  },
                  Date.now(),
                )}
                linkTo={linkTo}
              />
            )}
            <Figures>
              <Figure name={t('console.streams')} value={formatCount(streams)} />
              <Figure name={t('console.messagesToday')} value={show(today && formatCount(today.total.messages))} />
              <Figure
                name={t('console.tokensToday')}
                value={show(today && formatCount(today.total.prompt_tokens + today.total.completion_tokens))}
              />
              <Figure
                name={t('console.costToday')}
                value={show(today && formatCost(today.total.cost, today.currency))}
              />
            </Figures>
          </>
        )}
      </QueryView>
      <Card title={t('console.providers')}>
        <QueryView query={providers}>{(data) => <ProviderHealthList providers={data.providers} />}</QueryView>
      </Card>
      <People />
      <Card title={t('console.lastBackup')}>
        <QueryView query={backups}>
          {() => (
            <p className="text-sm text-soft">
              {lastBackup ? formatAgo(lastBackup.created_at, Date.now()) : t('console.noBackups')}
            </p>
          )}
        </QueryView>
      </Card>
    </>
  );
}

function People() {
  const t = useText();
  const activation = useActivation();
  return (
    <Card title={t('console.people')} description={t('console.activationLead')}>
      <QueryView query={activation}>
        {({ counters }) => (
          <Facts>
            <Fact name={t('console.withAccount')}>{formatCount(counters.people)}</Fact>
            <Fact name={t('console.seenThisWeek')}>{formatCount(counters.seen)}</Fact>
            <Fact name={t('console.haveAsked')}>{formatCount(counters.asked)}</Fact>
            <Fact name={t('console.haveSpoken')}>{formatCount(counters.spoke)}</Fact>
            <Fact name={t('console.conversations')}>{formatCount(counters.conversations)}</Fact>
            <Fact name={t('console.messages')}>{formatCount(counters.messages)}</Fact>
          </Facts>
        )}
      </QueryView>
    </Card>
  );
}
