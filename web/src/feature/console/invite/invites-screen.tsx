import { type ApiSchemas, unwrap } from '@omniai/client';
import { MailPlus } from 'lucide-react';
import { useState } from 'react';
import { useApi } from '../../../lib/api-context.tsx';
import { queryKey } from '../../../lib/query-key.ts';
import { usePages } from '../../../lib/use-pages.ts';
import { useText } from '../../../lib/use-text.ts';
import { AskDialog } from '../../../ui/ask-dialog.tsx';
import { Button } from '../../../ui/button.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { PageView } from '../../../ui/page-view.tsx';
import { ScreenHead } from '../shared/screen-head.tsx';
import { useAdminAct } from '../shared/use-admin-act.ts';
import { InviteMaker } from './invite-maker.tsx';
import { InviteTable } from './invite-table.tsx';

/** The ways in for new people. */
export function InvitesScreen() {
  const t = useText();
  const api = useApi();
  const [isMaking, setMaking] = useState(false);
  const [ended, setEnded] = useState<ApiSchemas['Invite'] | null>(null);
  const invites = usePages(
    queryKey.console('invites'),
    (cursor, signal) =>
      unwrap(api.http.GET('/admin/invites', { params: { query: { limit: 50, ...(cursor && { cursor }) } }, signal })),
    { isWatched: true },
  );
  const end = useAdminAct(
    (id: string) => unwrap(api.http.DELETE('/admin/invites/{id}', { params: { path: { id } } })),
    {
      onDone: () => setEnded(null),
    },
  );
  const make = (
    <Button look="primary" onClick={() => setMaking(true)}>
      {t('console.invite')}
    </Button>
  );
  return (
    <>
      <ScreenHead title={t('console.invites')} lead={t('console.invitesLead')} action={make} />
      <PageView
        pages={invites}
        empty={
          <EmptyState icon={<MailPlus />} title={t('console.noInvites')}>
            {t('console.noInvitesLead')}
          </EmptyState>
        }
      >
        {(items) => <InviteTable invites={items} onEnd={setEnded} />}
      </PageView>
      {isMaking && <InviteMaker onClose={() => setMaking(false)} />}
      {ended && (
        <AskDialog
          title={t('console.endInviteAsk')}
          description={t('console.endInviteLead')}
          doLabel={t('console.endInvite')}
          act={{ ...end, mutate: () => end.mutate(ended.id) }}
          onClose={() => setEnded(null)}
        />
      )}
    </>
  );
}
