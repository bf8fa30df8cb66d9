import { unwrap } from '@omniai/client';
import { useQuery } from '@tanstack/react-query';
import Constants from 'expo-constants';
import { openURL } from 'expo-linking';
import ExternalLink from 'lucide-react-native/icons/external-link';
import { useApi } from '../../lib/api-context.tsx';
import { queryKey } from '../../lib/query-key.ts';
import { useText } from '../../lib/use-text.ts';
import { Card } from '../../ui/card.tsx';
import { ListRow } from '../../ui/list-row.tsx';

/** Which server this is, how old it and the app are, and the way to all that the phone does not do. */
export function AboutCard() {
  const t = useText();
  const api = useApi();
  const health = useQuery({
    queryKey: queryKey.settings('health'),
    queryFn: ({ signal }) => unwrap(api.http.GET('/health', { signal })),
  });
  // A device without a browser has nowhere to go.
  const open = () => void openURL(`${api.server}/app/settings`).catch(() => undefined);
  return (
    <Card title={t('settings.about')}>
      <ListRow title={t('settings.server')} detail={api.server} />
      {health.data && <ListRow title={t('settings.serverVersion')} detail={health.data.version} />}
      <ListRow title={t('settings.appVersion')} detail={Constants.expoConfig?.version ?? '–'} />
      <ListRow icon={ExternalLink} title={t('settings.webApp')} detail={t('settings.webAppHint')} onPress={open} />
    </Card>
  );
}
