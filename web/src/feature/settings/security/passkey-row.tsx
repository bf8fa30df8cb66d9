import { unwrap } from '@omniai/client';
import { KeyRound } from 'lucide-react';
import { useState } from 'react';
import { useApi } from '../../../lib/api-context.tsx';
import { formatAgo, formatDay } from '../../../lib/format-moment.ts';
import { queryKey } from '../../../lib/query-key.ts';
import { useAct } from '../../../lib/use-act.ts';
import { useText } from '../../../lib/use-text.ts';
import { AskDialog } from '../../../ui/ask-dialog.tsx';
import { Button } from '../../../ui/button.tsx';

interface PasskeyRowProps {
  passkey: { id: string; name: string; created_at: string; last_used_at: string | null };
}

export function PasskeyRow({ passkey: { id, name, created_at, last_used_at } }: PasskeyRowProps) {
  const t = useText();
  const api = useApi();
  const [isAsking, setAsking] = useState(false);
  const remove = useAct(() => unwrap(api.http.DELETE('/account/passkeys/{id}', { params: { path: { id } } })), {
    refresh: [queryKey.settings('passkeys')],
  });
  return (
    <li className="flex items-center gap-3 py-3 first:pt-0 last:pb-0">
      <KeyRound size={18} className="shrink-0 text-soft" aria-hidden="true" />
      <div className="grid min-w-0 flex-1 text-sm">
        <p className="truncate font-medium">{name}</p>
        <p className="text-[0.8125rem] text-soft">
          {t('settings.addedOn', { day: formatDay(created_at) })}
          {' · '}
          {last_used_at === null
            ? t('settings.neverUsed')
            : t('settings.lastUsed', { when: formatAgo(last_used_at, Date.now()) })}
        </p>
      </div>
      <Button size="small" aria-label={t('settings.removeNamed', { name })} onClick={() => setAsking(true)}>
        {t('settings.remove')}
      </Button>
      {isAsking && (
        <AskDialog
          title={t('settings.removeNamed', { name })}
          description={t('settings.passkeyRemoveLead')}
          doLabel={t('settings.remove')}
          act={remove}
          onClose={() => setAsking(false)}
        />
      )}
    </li>
  );
}
