import { describeDevice, unwrap } from '@omniai/client';
import { Monitor, Smartphone } from 'lucide-react';
import { useApi } from '../../../lib/api-context.tsx';
import { formatAgo, formatDay } from '../../../lib/format-moment.ts';
import { queryKey } from '../../../lib/query-key.ts';
import { say } from '../../../lib/toast.ts';
import { useAct } from '../../../lib/use-act.ts';
import { type Text, useText } from '../../../lib/use-text.ts';
import { Button } from '../../../ui/button.tsx';

interface DeviceRowProps {
  session: { id: string; created_at: string; last_seen_at: string; ip: string; user_agent: string; current: boolean };
}

export function DeviceRow({ session }: DeviceRowProps) {
  const t = useText();
  const api = useApi();
  const name = nameOf(session.user_agent, t);
  const revoke = useAct(() => unwrap(api.http.POST('/account/sessions/revoke', { body: { session_id: session.id } })), {
    refresh: [queryKey.settings('sessions')],
    onDone: () => say(t('settings.deviceSignedOut', { device: name })),
  });
  const Icon = /iPhone|Android|Mobile/.test(session.user_agent) ? Smartphone : Monitor;
  return (
    <li className="flex items-center gap-3 py-3 first:pt-0 last:pb-0">
      <Icon size={18} className="shrink-0 text-soft" aria-hidden="true" />
      <div className="grid min-w-0 flex-1 text-sm">
        <p className="truncate font-medium" title={session.user_agent}>
          {name}
        </p>
        <p className="text-[0.8125rem] text-soft">
          {session.current
            ? t('settings.deviceThis')
            : t('settings.deviceSeen', { when: formatAgo(session.last_seen_at, Date.now()) })}
          {' · '}
          {t('settings.deviceSince', { day: formatDay(session.created_at), address: session.ip })}
        </p>
        {revoke.error && <p className="text-[0.8125rem] text-danger">{revoke.error.message}</p>}
      </div>
      {!session.current && (
        <Button
          size="small"
          aria-label={t('settings.deviceSignOut', { device: name })}
          disabled={revoke.isPending}
          onClick={() => revoke.mutate()}
        >
          {t('settings.signOut')}
        </Button>
      )}
    </li>
  );
}

function nameOf(userAgent: string, t: Text): string {
  const { browser, system } = describeDevice(userAgent);
  if (browser && system) return t('settings.deviceName', { browser, system });
  return browser ?? system ?? (userAgent.split(' ')[0] || t('settings.deviceUnknown'));
}
