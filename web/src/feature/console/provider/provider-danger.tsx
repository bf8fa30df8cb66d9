import { unwrap } from '@omniai/client';
import { useState } from 'react';
import { useApi } from '../../../lib/api-context.tsx';
import { queryKey } from '../../../lib/query-key.ts';
import { say } from '../../../lib/toast.ts';
import { useAct } from '../../../lib/use-act.ts';
import { useText } from '../../../lib/use-text.ts';
import { AskDialog } from '../../../ui/ask-dialog.tsx';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import type { AdminProvider } from './use-admin-providers.ts';

interface ProviderDangerProps {
  provider: AdminProvider;
  onDeleted(): void;
}

/** The end of a provider. */
export function ProviderDanger({ provider, onDeleted }: ProviderDangerProps) {
  const t = useText();
  const api = useApi();
  const [isAsking, setAsking] = useState(false);
  const remove = useAct(
    () => unwrap(api.http.DELETE('/admin/providers/{id}', { params: { path: { id: provider.id } } })),
    {
      refresh: [queryKey.console(), queryKey.providers],
      onDone() {
        say(t('console.deleted', { name: provider.name }));
        onDeleted();
      },
    },
  );
  return (
    <Card
      title={t('console.deleteProvider')}
      description={t('console.deleteProviderLead')}
      action={
        <Button size="small" onClick={() => setAsking(true)}>
          {t('console.delete')}
        </Button>
      }
    >
      {isAsking && (
        <AskDialog
          title={t('console.deleteProviderAsk', { name: provider.name })}
          description={t('console.deleteProviderLead')}
          doLabel={t('console.delete')}
          act={remove}
          onClose={() => setAsking(false)}
        />
      )}
    </Card>
  );
}
