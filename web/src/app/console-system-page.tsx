import { Link } from '@tanstack/react-router';
import { AuditScreen } from '../feature/console/audit/audit-screen.tsx';
import { BackupsScreen } from '../feature/console/backup/backups-screen.tsx';
import { MetricsScreen } from '../feature/console/metric/metrics-screen.tsx';
import { OutboxScreen } from '../feature/console/outbox/outbox-screen.tsx';
import { OverviewScreen } from '../feature/console/overview/overview-screen.tsx';
import { RetentionScreen } from '../feature/console/retention/retention-screen.tsx';
import { SystemScreen } from '../feature/console/setting/system-screen.tsx';
import { StreamsScreen } from '../feature/console/stream/streams-screen.tsx';
import { UsageScreen } from '../feature/console/usage/usage-screen.tsx';
import { useText } from '../lib/use-text.ts';

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

const ROOMS = [
  { to: '/console/limits', label: 'console.limits', hint: 'console.roomLimits' },
  { to: '/console/providers', label: 'console.providers', hint: 'console.roomProviders' },
  { to: '/console/prices', label: 'console.prices', hint: 'console.roomPrices' },
  { to: '/console/tools', label: 'console.toolServers', hint: 'console.roomTools' },
  { to: '/console/retention', label: 'console.retention', hint: 'console.roomRetention' },
  { to: '/console/audit', label: 'console.audit', hint: 'console.roomAudit' },
] as const;

export function SystemPage() {
  return <SystemScreen rooms={<Rooms />} />;
}

function Rooms() {
  const t = useText();
  return (
    <ul className="grid gap-3 text-sm sm:grid-cols-2">
      {ROOMS.map(({ to, label, hint }) => (
        <li key={to} className="grid gap-0.5">
          <Link
            to={to}
            className="w-fit font-medium underline decoration-line-strong underline-offset-3 hover:text-accent"
          >
            {t(label)}
          </Link>
          <span className="text-soft">{t(hint)}</span>
        </li>
      ))}
    </ul>
  );
}
