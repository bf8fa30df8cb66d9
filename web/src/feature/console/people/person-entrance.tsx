import { type ApiSchemas, unwrap } from '@omniai/client';
import { useState } from 'react';
import { useApi } from '../../../lib/api-context.tsx';
import { formatMoment } from '../../../lib/format-moment.ts';
import { say } from '../../../lib/toast.ts';
import { useText } from '../../../lib/use-text.ts';
import { AskDialog } from '../../../ui/ask-dialog.tsx';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { LinkDialog } from '../shared/link-dialog.tsx';
import { useAdminAct } from '../shared/use-admin-act.ts';

/** Help for somebody who cannot get in: a link for another password, and an end to a lost second factor. */
export function PersonEntrance({ person }: { person: ApiSchemas['AdminUserDetail'] }) {
  const t = useText();
  const api = useApi();
  const [open, setOpen] = useState<'reset' | 'factor' | null>(null);
  const close = () => setOpen(null);
  const params = { path: { id: person.id } };
  const name = person.display_name || person.email;
  const reset = useAdminAct(() => unwrap(api.http.POST('/admin/users/{id}/reset-link', { params })), { onDone: close });
  const removeFactor = useAdminAct(() => unwrap(api.http.DELETE('/admin/users/{id}/second-factor', { params })), {
    onDone() {
      close();
      say(t('console.factorRemoved'));
    },
  });
  return (
    <Card title={t('console.entrance')} description={t('console.entranceLead')}>
      <div className="flex flex-wrap gap-2">
        <Button size="small" onClick={() => setOpen('reset')}>
          {t('console.resetLink')}
        </Button>
        <Button size="small" onClick={() => setOpen('factor')}>
          {t('console.removeFactor')}
        </Button>
      </div>
      {open === 'reset' && (
        <AskDialog
          title={t('console.resetLinkAsk', { name })}
          description={t('console.resetLinkLead')}
          doLabel={t('console.makeLink')}
          isHarmless
          act={reset}
          onClose={close}
        />
      )}
      {open === 'factor' && (
        <AskDialog
          title={t('console.removeFactorAsk', { name })}
          description={t('console.removeFactorLead')}
          doLabel={t('console.removeFactor')}
          act={removeFactor}
          onClose={close}
        />
      )}
      {reset.data && (
        <LinkDialog
          title={t('console.resetLinkMade')}
          description={t('console.resetLinkMadeLead', { name, when: formatMoment(reset.data.expires_at) })}
          link={reset.data.link}
          onClose={reset.reset}
        />
      )}
    </Card>
  );
}
