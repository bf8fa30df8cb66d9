import type { ReactNode } from 'react';
import { StyleSheet, View } from 'react-native';
import { Text } from './text.tsx';
import { useTheme } from './use-theme.ts';

/** What belongs together, under a heading of its own. */
export function Card({ title, children }: { title?: string; children: ReactNode }) {
  const theme = useTheme();
  return (
    <View style={styles.card}>
      {title !== undefined && (
        <Text size="small" tone="soft" role="heading" style={styles.title}>
          {title}
        </Text>
      )}
      <View style={[styles.body, { backgroundColor: theme.raised, borderColor: theme.line }]}>{children}</View>
    </View>
  );
}

const styles = StyleSheet.create({
  card: { gap: 8 },
  title: { fontWeight: '500', paddingHorizontal: 4 },
  body: { borderWidth: StyleSheet.hairlineWidth, borderRadius: 16, overflow: 'hidden' },
});
