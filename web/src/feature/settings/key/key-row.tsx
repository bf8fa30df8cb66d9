import { unwrap } from '@omniai/client';
import { KeySquare } from 'lucide-react';
import { useState } from 'react';
import { useApi } from '../../../lib/api-context.tsx';
import { formatAgo, formatDay } from '../../../lib/format-moment.ts';
import { queryKey } from '../../../lib/query-key.ts';
import { useAct } from '../../../lib/use-act.ts';
import { type Text, useText } from '../../../lib/use-text.ts';
import { AskDialog } from '../../../ui/ask-dialog.tsx';
import { Button } from '../../../ui/button.tsx';
import { KEY_SCOPE, type KeyScope } from './key-scope.ts';

interface KeyRowProps {
  apiKey: { id: string; name: string; scope: KeyScope; last_used_at: string | null; expires_at: string | null };
}

export function KeyRow({ apiKey: { id, name, scope, last_used_at, expires_at } }: KeyRowProps) {
  const t = useText();
  const api = useApi();
  const [isAsking, setAsking] = useState(false);
  const remove = useAct(() => unwrap(api.http.DELETE('/account/api-keys/{id}', { params: { path: { id } } })), {
    refresh: [queryKey.settings('api-keys')],
  });
  const used =
    last_used_at === null
      ? t('settings.neverUsed')
      : t('settings.lastUsed', { when: formatAgo(last_used_at, Date.now()) });
  return (
    <li className="flex items-center gap-3 py-3 first:pt-0 last:pb-0">
      <KeySquare size={18} className="shrink-0 text-soft" aria-hidden="true" />
      <div className="grid min-w-0 flex-1 text-sm">
        <p className="truncate font-medium">{name}</p>
        <p className="text-[0.8125rem] text-soft">
          {[t(KEY_SCOPE[scope].name), used, describeEnd(expires_at, t)].join(' · ')}
        </p>
      </div>
      <Button size="small" aria-label={t('settings.deleteNamed', { name })} onClick={() => setAsking(true)}>
        {t('settings.delete')}
      </Button>
      {isAsking && (
        <AskDialog
          title={t('settings.deleteNamed', { name })}
          description={t('settings.keyDeleteLead')}
          doLabel={t('settings.delete')}
          act={remove}
          onClose={() => setAsking(false)}
        />
      )}
    </li>
  );
}

function describeEnd(expiresAt: string | null, t: Text): string {
  if (expiresAt === null) return t('settings.keyNeverEnds');
  const day = formatDay(expiresAt);
  return Date.parse(expiresAt) < Date.now() ? t('settings.keyEnded', { day }) : t('settings.keyEnds', { day });
}
