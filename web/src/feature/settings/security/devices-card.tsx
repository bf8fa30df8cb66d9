import { unwrap } from '@omniai/client';
import { useQuery } from '@tanstack/react-query';
import { useApi } from '../../../lib/api-context.tsx';
import { queryKey } from '../../../lib/query-key.ts';
import { say } from '../../../lib/toast.ts';
import { useAct } from '../../../lib/use-act.ts';
import { useText } from '../../../lib/use-text.ts';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { QueryView } from '../../../ui/query-view.tsx';
import { DeviceRow } from './device-row.tsx';

/** Where the person is signed in, each to be signed out. */
export function DevicesCard() {
  const t = useText();
  const api = useApi();
  const sessions = useQuery({
    queryKey: queryKey.settings('sessions'),
    queryFn: ({ signal }) => unwrap(api.http.GET('/account/sessions', { signal })),
  });
  const revokeOthers = useAct(() => unwrap(api.http.POST('/account/sessions/revoke-others')), {
    refresh: [queryKey.settings('sessions')],
    onDone: ({ revoked }) => say(t('settings.othersSignedOut', { revoked })),
  });
  const hasOthers = (sessions.data?.sessions.length ?? 0) > 1;
  return (
    <Card
      title={t('settings.devicesTitle')}
      description={t('settings.devicesLead')}
      action={
        hasOthers && (
          <Button size="small" disabled={revokeOthers.isPending} onClick={() => revokeOthers.mutate()}>
            {t('settings.signOutOthers')}
          </Button>
        )
      }
    >
      <QueryView query={sessions}>
        {({ sessions: list }) => (
          <ul className="grid divide-y divide-line">
            {list.map((session) => (
              <DeviceRow key={session.id} session={session} />
            ))}
          </ul>
        )}
      </QueryView>
    </Card>
  );
}
