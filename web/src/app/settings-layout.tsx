import { Outlet } from '@tanstack/react-router';
import {
  Bell,
  ChartColumn,
  FolderArchive,
  KeySquare,
  MessageSquareText,
  ScrollText,
  ShieldCheck,
  Smartphone,
  UserRound,
} from 'lucide-react';
import { useText } from '../lib/use-text.ts';
import { SectionLayout } from './section-layout.tsx';

export function SettingsLayout() {
  const t = useText();
  const sections = [
    { to: '/settings/profile', label: t('settings.profile'), icon: <UserRound size={16} /> },
    { to: '/settings/security', label: t('settings.security'), icon: <ShieldCheck size={16} /> },
    { to: '/settings/answers', label: t('settings.answers'), icon: <MessageSquareText size={16} /> },
    { to: '/settings/pushes', label: t('settings.pushes'), icon: <Bell size={16} /> },
    { to: '/settings/phone', label: t('settings.phone'), icon: <Smartphone size={16} /> },
    { to: '/settings/keys', label: t('settings.keys'), icon: <KeySquare size={16} /> },
    { to: '/settings/usage', label: t('settings.usage'), icon: <ChartColumn size={16} /> },
    { to: '/settings/data', label: t('settings.data'), icon: <FolderArchive size={16} /> },
    { to: '/settings/access', label: t('settings.access'), icon: <ScrollText size={16} /> },
  ];
  return (
    <SectionLayout title={t('settings.title')} sections={sections}>
      <Outlet />
    </SectionLayout>
  );
}
