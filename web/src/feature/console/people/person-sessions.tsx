import { unwrap } from '@omniai/client';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useApi } from '../../../lib/api-context.tsx';
import { formatAgo } from '../../../lib/format-moment.ts';
import { queryKey } from '../../../lib/query-key.ts';
import { useText } from '../../../lib/use-text.ts';
import { AskDialog } from '../../../ui/ask-dialog.tsx';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { QueryView } from '../../../ui/query-view.tsx';
import { useAdminAct } from '../shared/use-admin-act.ts';
import { describeDevice } from './describe-device.ts';

/** Where a person is signed in. */
export function PersonSessions({ userId }: { userId: string }) {
  const t = useText();
  const api = useApi();
  const [isAsking, setAsking] = useState(false);
  const params = { path: { id: userId } };
  const sessions = useQuery({
    queryKey: queryKey.console('person-sessions', userId),
    queryFn: ({ signal }) => unwrap(api.http.GET('/admin/users/{id}/sessions', { params, signal })),
    refetchOnWindowFocus: false,
  });
  const revoke = useAdminAct(() => unwrap(api.http.POST('/admin/users/{id}/sessions/revoke-all', { params })), {
    onDone: () => setAsking(false),
  });
  const hasAny = (sessions.data?.sessions.length ?? 0) > 0;
  return (
    <Card
      title={t('console.sessions')}
      description={t('console.sessionsLead')}
      action={
        hasAny && (
          <Button size="small" onClick={() => setAsking(true)}>
            {t('console.signOutEverywhere')}
          </Button>
        )
      }
    >
      <QueryView query={sessions}>
        {(data) =>
          data.sessions.length === 0 ? (
            <p className="text-sm text-soft">{t('console.noSessions')}</p>
          ) : (
            <ul className="grid gap-3">
              {data.sessions.map((session) => (
                <li key={session.id} className="grid gap-0.5 text-sm" title={session.user_agent}>
                  <span className="font-medium">
                    {describeDevice(session.user_agent) ?? t('console.unknownDevice')}
                  </span>
                  <span className="text-soft">
                    {t('console.sessionLine', { ip: session.ip, ago: formatAgo(session.last_seen_at, Date.now()) })}
                  </span>
                </li>
              ))}
            </ul>
          )
        }
      </QueryView>
      {isAsking && (
        <AskDialog
          title={t('console.signOutAsk')}
          description={t('console.signOutLead')}
          doLabel={t('console.signOutEverywhere')}
          act={revoke}
          onClose={() => setAsking(false)}
        />
      )}
    </Card>
  );
}
