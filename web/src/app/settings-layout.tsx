import { Outlet } from '@tanstack/react-router';
import { ShieldCheck, UserRound } from 'lucide-react';
import { useText } from '../lib/use-text.ts';
import { SectionLayout } from './section-layout.tsx';

export function SettingsLayout() {
  const t = useText();
  const sections = [
    { to: '/settings/profile', label: t('settings.profile'), icon: <UserRound size={16} /> },
    { to: '/settings/security', label: t('settings.security'), icon: <ShieldCheck size={16} /> },
  ];
  return (
    <SectionLayout title={t('settings.title')} sections={sections}>
      <Outlet />
    </SectionLayout>
  );
}
