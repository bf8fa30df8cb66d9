import { Outlet } from '@tanstack/react-router';
import {
  Activity,
  Archive,
  ArrowLeftRight,
  ChartColumn,
  Coins,
  Gauge,
  Hourglass,
  House,
  Inbox,
  MailPlus,
  ScrollText,
  Server,
  Settings2,
  Users,
  Wrench,
} from 'lucide-react';
import { useMe } from '../lib/use-me.ts';
import { useText } from '../lib/use-text.ts';
import { NotFound } from './not-found.tsx';
import { SectionLayout } from './section-layout.tsx';

const SIZE = 16;

/** The rooms of the console, for admins; to everybody else there is nothing here. */
export function ConsoleLayout() {
  const t = useText();
  const me = useMe();
  if (me.data && me.data.user.role !== 'admin') return <NotFound />;
  const sections = [
    { to: '/console/overview', label: t('console.overview'), icon: <House size={SIZE} /> },
    { to: '/console/people', label: t('console.people'), icon: <Users size={SIZE} /> },
    { to: '/console/invites', label: t('console.invites'), icon: <MailPlus size={SIZE} /> },
    { to: '/console/limits', label: t('console.limits'), icon: <Gauge size={SIZE} /> },
    { to: '/console/usage', label: t('console.usage'), icon: <ChartColumn size={SIZE} /> },
    { to: '/console/providers', label: t('console.providers'), icon: <Server size={SIZE} /> },
    { to: '/console/prices', label: t('console.prices'), icon: <Coins size={SIZE} /> },
    { to: '/console/tools', label: t('console.toolServers'), icon: <Wrench size={SIZE} /> },
    { to: '/console/streams', label: t('console.streams'), icon: <Activity size={SIZE} /> },
    { to: '/console/outbox', label: t('console.outbox'), icon: <Inbox size={SIZE} /> },
    { to: '/console/metrics', label: t('console.metrics'), icon: <ArrowLeftRight size={SIZE} /> },
    { to: '/console/backups', label: t('console.backups'), icon: <Archive size={SIZE} /> },
    { to: '/console/retention', label: t('console.retention'), icon: <Hourglass size={SIZE} /> },
    { to: '/console/audit', label: t('console.audit'), icon: <ScrollText size={SIZE} /> },
    { to: '/console/system', label: t('console.system'), icon: <Settings2 size={SIZE} /> },
  ];
  return (
    <SectionLayout title={t('console.title')} sections={sections}>
      <Outlet />
    </SectionLayout>
  );
}
