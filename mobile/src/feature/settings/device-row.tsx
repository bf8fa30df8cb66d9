import { describeDevice, unwrap } from '@omniai/client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import Monitor from 'lucide-react-native/icons/monitor';
import Smartphone from 'lucide-react-native/icons/smartphone';
import { useApi } from '../../lib/api-context.tsx';
import { formatAgo, formatDay } from '../../lib/format-moment.ts';
import { queryKey } from '../../lib/query-key.ts';
import { say } from '../../lib/toast.ts';
import { type Text, useText } from '../../lib/use-text.ts';
import { ListRow } from '../../ui/list-row.tsx';
import { TextButton } from '../../ui/text-button.tsx';

interface DeviceRowProps {
  session: { id: string; created_at: string; last_seen_at: string; ip: string; user_agent: string; current: boolean };
}

export function DeviceRow({ session }: DeviceRowProps) {
  const t = useText();
  const api = useApi();
  const queryClient = useQueryClient();
  const name = nameOf(session.user_agent, t);
  const revoke = useMutation({
    mutationFn: () => unwrap(api.http.POST('/account/sessions/revoke', { body: { session_id: session.id } })),
    onSuccess: () => say(t('settings.deviceSignedOut', { device: name })),
    onError: (error) => say(error.message, { isTrouble: true }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: queryKey.settings('sessions') }),
  });
  const seen = session.current
    ? t('settings.deviceThis')
    : t('settings.deviceSeen', { when: formatAgo(session.last_seen_at, Date.now()) });
  const since = t('settings.deviceSince', { day: formatDay(session.created_at), address: session.ip });
  return (
    <ListRow
      icon={/iPhone|Android|Mobile|okhttp|CFNetwork/.test(session.user_agent) ? Smartphone : Monitor}
      title={name}
      detail={`${seen} · ${since}`}
      end={
        !session.current && (
          <TextButton
            label={t('settings.signOut')}
            spoken={t('settings.deviceSignOut', { device: name })}
            isDisabled={revoke.isPending}
            onPress={() => revoke.mutate()}
          />
        )
      }
    />
  );
}

function nameOf(userAgent: string, t: Text): string {
  const { browser, system } = describeDevice(userAgent);
  if (browser && system) return t('settings.deviceName', { browser, system });
  return browser ?? system ?? (userAgent.split(' ')[0] || t('settings.deviceUnknown'));
}
