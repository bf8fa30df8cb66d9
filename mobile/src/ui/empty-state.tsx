import type { LucideIcon } from 'lucide-react-native';
import type { ReactNode } from 'react';
import { StyleSheet, View } from 'react-native';
import { Text } from './text.tsx';
import { useTheme } from './use-theme.ts';

/** In place of a list with nothing in it: how something gets there. */
export function EmptyState({ icon: Icon, text, children }: { icon?: LucideIcon; text: string; children?: ReactNode }) {
  const theme = useTheme();
  return (
    <View style={styles.state}>
      {Icon && <Icon size={28} color={theme.faint} />}
      <Text tone="soft" style={styles.text}>
        {text}
      </Text>
      {children}
    </View>
  );
}

const styles = StyleSheet.create({
  state: { flexGrow: 1, alignItems: 'center', justifyContent: 'center', gap: 14, padding: 32 },
  text: { textAlign: 'center', maxWidth: 360 },
});
