import { unwrap } from '@omniai/client';
import { useState } from 'react';
import { useApi } from '../../../lib/api-context.tsx';
import { queryKey } from '../../../lib/query-key.ts';
import { say } from '../../../lib/toast.ts';
import { useAct } from '../../../lib/use-act.ts';
import { useText } from '../../../lib/use-text.ts';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { type ProviderDraft, toChangeBody } from './provider-draft.ts';
import { ProviderFields } from './provider-fields.tsx';
import type { AdminProvider } from './use-admin-providers.ts';

interface ProviderEditorProps {
  provider: AdminProvider;
  initial: ProviderDraft;
}

/** Changes a provider that an admin made. */
export function ProviderEditor({ provider, initial }: ProviderEditorProps) {
  const t = useText();
  const api = useApi();
  const [draft, setDraft] = useState(initial);
  const save = useAct(
    (changed: ProviderDraft) =>
      unwrap(
        api.http.PATCH('/admin/providers/{id}', { params: { path: { id: provider.id } }, body: toChangeBody(changed) }),
      ),
    {
      refresh: [queryKey.console('providers'), queryKey.providers],
      onDone() {
        setDraft({ ...draft, key: '', isKeyRemoved: false });
        say(t('console.saved'));
      },
    },
  );
  // Nobody asked for that: a key belongs to the host it was given for.
  const isKeyDropped = save.data?.key_removed === true && save.variables?.isKeyRemoved === false;
  return (
    <Card title={t('console.settings')} description={t('console.providerSettingsLead')}>
      <form
        className="grid gap-5"
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate(draft);
        }}
      >
        <ProviderFields draft={draft} hasKey={provider.has_key} isNew={false} onChange={setDraft} />
        {save.error && <Notice kind="danger">{save.error.message}</Notice>}
        {isKeyDropped && <Notice kind="warn">{t('console.keyDropped')}</Notice>}
        <Button type="submit" look="primary" className="justify-self-start" disabled={save.isPending}>
          {t('console.save')}
        </Button>
      </form>
    </Card>
  );
}
