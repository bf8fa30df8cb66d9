import { useText } from '../../../lib/use-text.ts';
import { Card } from '../../../ui/card.tsx';
import { Badge } from '../shared/badge.tsx';
import type { SystemSettings } from './use-system-settings.ts';

/** Whether browsers can be told of what happens while the page is closed. */
export function PushCard({ push }: { push: SystemSettings['push'] }) {
  const t = useText();
  const isReady = push.is_reachable === true;
  return (
    <Card
      title={t('console.push')}
      description={t('console.pushLead')}
      action={<Badge tone={isReady ? 'good' : 'warn'}>{t(isReady ? 'console.pushReady' : 'console.pushUnsure')}</Badge>}
    >
      <div className="grid gap-2 text-sm">
        <p>{t('console.pushBrowsers', { count: push.browsers })}</p>
        {push.is_reachable === null && <p className="text-soft">{t('console.pushNoUrl')}</p>}
        {push.is_reachable === false && <p className="text-warn">{t('console.pushInsecure')}</p>}
      </div>
    </Card>
  );
}
