import { BellRing } from 'lucide-react';
import { useNow } from '../../lib/use-now.ts';
import { useText } from '../../lib/use-text.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PageView } from '../../ui/page-view.tsx';
import { joinWays } from './notification.ts';
import { ToldItem } from './told-item.tsx';
import { useNotifications } from './use-notifications.ts';

/** What the person was told, when, over which channel, and what still waits. */
export function NotificationScreen() {
  const t = useText();
  const notifications = useNotifications();
  const nowMs = useNow();
  return (
    <>
      <p className="-mt-6 text-soft">{t('context.notificationLead')}</p>
      <PageView
        pages={notifications}
        empty={
          <EmptyState icon={<BellRing size={26} />} title={t('context.notificationNoneTitle')}>
            {t('context.notificationNoneLead')}
          </EmptyState>
        }
      >
        {(items) => (
          <ul
            aria-label={t('context.notificationList')}
            className="divide-y divide-line rounded-2xl border border-line bg-raised"
          >
            {joinWays(items).map((told) => (
              <ToldItem key={told.id} told={told} nowMs={nowMs} />
            ))}
          </ul>
        )}
      </PageView>
    </>
  );
}
