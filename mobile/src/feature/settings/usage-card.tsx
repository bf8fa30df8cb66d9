import { unwrap } from '@omniai/client';
import { useQuery } from '@tanstack/react-query';
import { StyleSheet, View } from 'react-native';
import { useApi } from '../../lib/api-context.tsx';
import { queryKey } from '../../lib/query-key.ts';
import { useText } from '../../lib/use-text.ts';
import { Card } from '../../ui/card.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { Text } from '../../ui/text.tsx';
import { LimitMeter } from './limit-meter.tsx';

/** What a person used today, and how much they may. */
export function UsageCard() {
  const t = useText();
  const api = useApi();
  const usage = useQuery({
    queryKey: queryKey.settings('usage'),
    queryFn: ({ signal }) => unwrap(api.http.GET('/account/usage', { signal })),
  });
  return (
    <Card title={t('settings.usage')}>
      <QueryView query={usage}>
        {({ today, limits, resets_at }) => (
          <View style={styles.body}>
            <LimitMeter
              label={t('settings.messages')}
              used={today.messages}
              limit={limits.messages_per_day}
              resetsAt={resets_at}
            />
            <LimitMeter
              label={t('settings.tokens')}
              used={today.tokens}
              limit={limits.tokens_per_day}
              resetsAt={resets_at}
            />
            {limits.concurrent_streams !== null && (
              <Text size="small" tone="soft">
                {t('settings.streams', { count: limits.concurrent_streams })}
              </Text>
            )}
          </View>
        )}
      </QueryView>
    </Card>
  );
}

const styles = StyleSheet.create({ body: { padding: 16, gap: 16 } });
