import { Link } from '@tanstack/react-router';
import { AuditScreen } from '../feature/console/audit/audit-screen.tsx';
import { BackupsScreen } from '../feature/console/backup/backups-screen.tsx';
import { MetricsScreen } from '../feature/console/metric/metrics-screen.tsx';
import { OutboxScreen } from '../feature/console/outbox/outbox-screen.tsx';
import { OverviewScreen } from '../feature/console/overview/overview-screen.tsx';
import { RetentionScreen } from '../feature/console/retention/retention-screen.tsx';
import { StreamsScreen } from '../feature/console/stream/streams-screen.tsx';
import { UsageScreen } from '../feature/console/usage/usage-screen.tsx';

export function OverviewPage() {
  return (
    <OverviewScreen
      linkTo={(to, text) => (
        <Link to={to} className="w-fit font-medium underline underline-offset-3">
          {text}
        </Link>
      )}
    />
  );
}

export function UsagePage() {
  return <UsageScreen />;
}

export function StreamsPage() {
  return <StreamsScreen />;
}

export function OutboxPage() {
  return <OutboxScreen />;
}

export function MetricsPage() {
  return <MetricsScreen />;
}

export function BackupsPage() {
  return <BackupsScreen />;
}

export function RetentionPage() {
  return <RetentionScreen />;
}

export function AuditPage() {
  return <AuditScreen />;
}
