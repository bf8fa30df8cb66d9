import { formatBytes, formatCount, formatElapsed } from '../../../lib/format.ts';
import { useText } from '../../../lib/use-text.ts';
import { Card } from '../../../ui/card.tsx';
import { QueryView } from '../../../ui/query-view.tsx';
import { Fact, Facts } from '../shared/fact.tsx';
import { Figure, Figures } from '../shared/figure.tsx';
import { ScreenHead } from '../shared/screen-head.tsx';
import { AnswerTable } from './answer-table.tsx';
import { formatUptime } from './format-uptime.ts';
import { RequestTable } from './request-table.tsx';
import { type Metrics, useMetrics } from './use-metrics.ts';

/** The server in figures, since its start. */
export function MetricsScreen() {
  const t = useText();
  const metrics = useMetrics();
  return (
    <>
      <ScreenHead title={t('console.metrics')} lead={t('console.metricsLead')} />
      <QueryView query={metrics}>{(data) => <MetricsView metrics={data} />}</QueryView>
    </>
  );
}

function MetricsView({ metrics }: { metrics: Metrics }) {
  const t = useText();
  const { outbox, event_loop_lag_ms: lag, memory_bytes: memory, transactions } = metrics;
  return (
    <>
      <Figures>
        <Figure name={t('console.streams')} value={formatCount(metrics.streams)} />
        <Figure name={t('console.uptime')} value={formatUptime(metrics.uptime_s, t)} />
        <Figure
          name={t('console.memory')}
          value={formatBytes(memory.resident)}
          note={t('console.heap', { bytes: formatBytes(memory.heap_used) })}
        />
        <Figure
          name={t('console.lag')}
          value={formatMs(lag.p99)}
          note={t('console.lagMax', { max: formatMs(lag.max) })}
        />
      </Figures>
      <Card title={t('console.answersByProvider')} description={t('console.answersByProviderLead')}>
        <AnswerTable metrics={metrics} />
      </Card>
      <Card title={t('console.work')}>
        <Facts>
          <Fact name={t('console.outboxWaiting')}>{formatCount(outbox.pending + outbox.leased)}</Fact>
          <Fact name={t('console.parked')}>{formatCount(outbox.parked)}</Fact>
          <Fact name={t('console.outboxLag')}>{formatElapsed(outbox.lag_s * 1_000)}</Fact>
          <Fact name={t('console.transactions')}>{formatCount(transactions.count)}</Fact>
          <Fact name={t('console.transactionP95')}>
            {transactions.p95_ms === null ? '–' : t('console.atMost', { time: formatMs(transactions.p95_ms) })}
          </Fact>
        </Facts>
      </Card>
      <Card title={t('console.requests')} description={t('console.requestsLead')}>
        <RequestTable metrics={metrics} />
      </Card>
    </>
  );
}

function formatMs(ms: number): string {
  return ms < 100 ? `${formatCount(Math.round(ms * 10) / 10)} ms` : formatElapsed(ms);
}
