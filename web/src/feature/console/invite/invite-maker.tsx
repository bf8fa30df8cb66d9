import { createKey, unwrap } from '@omniai/client';
import { useState } from 'react';
import { useApi } from '../../../lib/api-context.tsx';
import { useText } from '../../../lib/use-text.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { LinkDialog } from '../shared/link-dialog.tsx';
import { useAdminAct } from '../shared/use-admin-act.ts';
import { type InviteDraft, toInviteBody } from './invite-draft.ts';
import { InviteForm } from './invite-form.tsx';

/** Makes an invite and shows its link, once. */
export function InviteMaker({ onClose }: { onClose(): void }) {
  const t = useText();
  const api = useApi();
  const [key] = useState(createKey);
  const make = useAdminAct((draft: InviteDraft) =>
    unwrap(
      api.http.POST('/admin/invites', {
        headers: { 'idempotency-key': key },
        body: toInviteBody(draft, Date.now()),
      }),
    ),
  );
  if (make.data) {
    return (
      <LinkDialog
        title={t('console.inviteMade')}
        description={t('console.inviteMadeLead')}
        link={make.data.link}
        onClose={onClose}
      />
    );
  }
  return (
    <Dialog title={t('console.invite')} description={t('console.inviteLead')} onClose={onClose}>
      <InviteForm isPending={make.isPending} error={make.error} onSubmit={make.mutate} onClose={onClose} />
    </Dialog>
  );
}
