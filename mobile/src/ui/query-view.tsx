import type { ReactNode } from 'react';
import { ActivityIndicator, StyleSheet, View } from 'react-native';
import { useText } from '../lib/use-text.ts';
import { Button } from './button.tsx';
import { Text } from './text.tsx';
import { useTheme } from './use-theme.ts';

interface QueryViewProps<Data> {
  query: { data: Data | undefined; error: Error | null; refetch(): unknown };
  children(data: Data): ReactNode;
}

/** What was read from the server, or why it is not here yet. What was read before is shown even when it cannot be read again. */
export function QueryView<Data>({ query, children }: QueryViewProps<Data>) {
  const t = useText();
  const theme = useTheme();
  if (query.data !== undefined) return children(query.data);
  if (!query.error)
    return <ActivityIndicator style={styles.fill} color={theme.soft} aria-label={t('common.loading')} />;
  return (
    <View style={[styles.fill, styles.error]}>
      <Text tone="soft" role="alert" style={styles.text}>
        {query.error.message}
      </Text>
      <Button label={t('common.tryAgain')} onPress={() => void query.refetch()} />
    </View>
  );
}

const styles = StyleSheet.create({
  fill: { flex: 1 },
  error: { alignItems: 'center', justifyContent: 'center', gap: 14, padding: 24 },
  text: { textAlign: 'center' },
});
