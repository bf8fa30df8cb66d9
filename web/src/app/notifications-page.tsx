import { NotificationScreen } from '../feature/notification/notification-screen.tsx';
import { useText } from '../lib/use-text.ts';
import { PageLayout } from './page-layout.tsx';

export function NotificationsPage() {
  const t = useText();
  return (
    <PageLayout title={t('common.notifications')}>
      <NotificationScreen />
    </PageLayout>
  );
}
