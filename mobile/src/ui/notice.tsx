import type { ReactNode } from 'react';
import { StyleSheet, View } from 'react-native';
import { Text } from './text.tsx';
import { useTheme } from './use-theme.ts';

interface NoticeProps {
  kind: 'calm' | 'warn' | 'danger';
  text: string;
  /** What one may do about it. */
  children?: ReactNode;
}

export function Notice({ kind, text, children }: NoticeProps) {
  const theme = useTheme();
  const background = { calm: theme.panel, warn: theme.warnSoft, danger: theme.dangerSoft }[kind];
  const tone = ({ calm: 'soft', warn: 'warn', danger: 'danger' } as const)[kind];
  return (
    <View role={kind === 'danger' ? 'alert' : 'status'} style={[styles.notice, { backgroundColor: background }]}>
      <Text size="small" tone={tone}>
        {text}
      </Text>
      {children !== undefined && <View style={styles.actions}>{children}</View>}
    </View>
  );
}

const styles = StyleSheet.create({
  notice: { borderRadius: 12, paddingHorizontal: 14, paddingVertical: 12, gap: 10 },
  actions: { flexDirection: 'row', flexWrap: 'wrap', gap: 8 },
});
