import { unwrap } from '@omniai/client';
import { useApi } from '../../../lib/api-context.tsx';
import { formatDay } from '../../../lib/format-moment.ts';
import { queryKey } from '../../../lib/query-key.ts';
import { useAct } from '../../../lib/use-act.ts';
import { useText } from '../../../lib/use-text.ts';
import { Button } from '../../../ui/button.tsx';

interface IdentityRowProps {
  provider: string;
  label: string;
  /** Absent where it is not linked. */
  linkedAt: string | undefined;
}

export function IdentityRow({ provider, label, linkedAt }: IdentityRowProps) {
  const t = useText();
  const api = useApi();
  const params = { path: { provider } };
  const link = useAct(() => unwrap(api.http.POST('/account/identities/{provider}', { params })), {
    onDone: ({ url }) => window.location.assign(url),
  });
  const unlink = useAct(() => unwrap(api.http.DELETE('/account/identities/{provider}', { params })), {
    refresh: [queryKey.settings('identities')],
  });
  const act = linkedAt === undefined ? link : unlink;
  return (
    <li className="flex flex-wrap items-center gap-3 py-3 first:pt-0 last:pb-0">
      <div className="grid min-w-0 flex-1 text-sm">
        <p className="truncate font-medium">{label}</p>
        <p className="text-[0.8125rem] text-soft">
          {linkedAt === undefined ? t('settings.notLinked') : t('settings.linkedOn', { day: formatDay(linkedAt) })}
        </p>
        {act.error && <p className="text-[0.8125rem] text-danger">{act.error.message}</p>}
      </div>
      <Button
        size="small"
        aria-label={t(linkedAt === undefined ? 'settings.linkNamed' : 'settings.unlinkNamed', { name: label })}
        disabled={act.isPending}
        onClick={() => act.mutate()}
      >
        {t(linkedAt === undefined ? 'settings.link' : 'settings.unlink')}
      </Button>
    </li>
  );
}
