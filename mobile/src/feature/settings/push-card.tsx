import { unwrap } from '@omniai/client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Linking, Platform } from 'react-native';
import { useApi } from '../../lib/api-context.tsx';
import { startPushes, stopPushes } from '../../lib/phone-push.ts';
import { queryKey } from '../../lib/query-key.ts';
import { useText } from '../../lib/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { ListRow } from '../../ui/list-row.tsx';
import { Notice } from '../../ui/notice.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { Switch } from '../../ui/switch.tsx';
import { useLocale } from './use-locale.ts';

const KEY = queryKey.settings('phone-push');

/** Whether this phone tells the person what happens while the app is closed: where the server may, and the person wants it. */
export function PushCard() {
  const t = useText();
  const api = useApi();
  const language = useLocale();
  const queryClient = useQueryClient();
  const [isDenied, setDenied] = useState(false);
  const state = useQuery({ queryKey: KEY, queryFn: ({ signal }) => unwrap(api.http.GET('/push/phone', { signal })) });
  const change = useMutation({
    async mutationFn(isOn: boolean) {
      setDenied(isOn && (await startPushes(api, language)) === 'denied');
      if (!isOn) await stopPushes(api);
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: KEY }),
  });
  if (Platform.OS === 'web') {
    return (
      <Card title={t('settings.pushes')}>
        <ListRow title={t('settings.push')} detail={t('settings.pushPage')} />
      </Card>
    );
  }
  return (
    <Card title={t('settings.pushes')}>
      <QueryView query={state}>
        {({ is_enabled: isEnabled, token }) => (
          <Switch
            label={t('settings.push')}
            detail={t(isEnabled ? 'settings.pushHint' : 'settings.pushOff')}
            isOn={change.isPending ? change.variables : isEnabled && token !== null}
            isDisabled={!isEnabled || change.isPending}
            onChange={(isOn) => change.mutate(isOn)}
          />
        )}
      </QueryView>
      {isDenied && (
        <Notice kind="warn" text={t('settings.pushDenied')}>
          <Button label={t('settings.pushSettings')} onPress={() => void Linking.openSettings()} />
        </Notice>
      )}
      {change.error && <Notice kind="danger" text={t('settings.pushUnready', { reason: change.error.message })} />}
    </Card>
  );
}
