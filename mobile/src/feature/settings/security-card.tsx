import { unwrap } from '@omniai/client';
import { useQuery } from '@tanstack/react-query';
import { openURL } from 'expo-linking';
import ExternalLink from 'lucide-react-native/icons/external-link';
import { useApi } from '../../lib/api-context.tsx';
import { queryKey } from '../../lib/query-key.ts';
import { useText } from '../../lib/use-text.ts';
import { Card } from '../../ui/card.tsx';
import { ListRow } from '../../ui/list-row.tsx';
import { QueryView } from '../../ui/query-view.tsx';

/** Whether a code is asked for beside the password. It is set up where there is room for its QR code: in the web app. */
export function SecurityCard() {
  const t = useText();
  const api = useApi();
  const factor = useQuery({
    queryKey: queryKey.settings('second-factor'),
    queryFn: ({ signal }) => unwrap(api.http.GET('/account/totp', { signal })),
  });
  // A device without a browser has nowhere to go.
  const open = () => void openURL(`${api.server}/app/settings/security`).catch(() => undefined);
  return (
    <Card title={t('settings.security')}>
      <QueryView query={factor}>
        {({ enabled, recovery_codes_left: left }) => (
          <ListRow
            title={t('settings.factor')}
            detail={enabled ? t('settings.factorOn', { left }) : t('settings.factorOff')}
          />
        )}
      </QueryView>
      <ListRow icon={ExternalLink} title={t('settings.factorWeb')} onPress={open} />
    </Card>
  );
}
