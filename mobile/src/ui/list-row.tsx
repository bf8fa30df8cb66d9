import type { LucideIcon } from 'lucide-react-native';
import type { ReactNode } from 'react';
import { Pressable, StyleSheet, View } from 'react-native';
import { Text } from './text.tsx';
import { useTheme } from './use-theme.ts';

interface ListRowProps {
  title: string;
  detail?: string | undefined;
  icon?: LucideIcon;
  /** Stands at the end of the row: a switch, a chevron, a menu. */
  end?: ReactNode;
  tone?: 'ink' | 'danger';
  isSelected?: boolean;
  onPress?(): void;
  onLongPress?(): void;
}

export function ListRow({ title, detail, icon: Icon, end, tone = 'ink', isSelected, ...on }: ListRowProps) {
  const theme = useTheme();
  const body = (
    <>
      {Icon && <Icon size={20} color={tone === 'danger' ? theme.danger : theme.soft} />}
      <View style={styles.words}>
        <Text size="body" tone={tone} numberOfLines={2}>
          {title}
        </Text>
        {detail !== undefined && (
          <Text size="small" tone="soft" numberOfLines={3}>
            {detail}
          </Text>
        )}
      </View>
    </>
  );
  if (!on.onPress)
    return (
      <View style={styles.row}>
        {body}
        {end}
      </View>
    );
  return (
    <View style={styles.frame}>
      <Pressable
        role="button"
        aria-label={detail === undefined ? title : `${title}, ${detail}`}
        aria-selected={isSelected}
        {...on}
        style={({ pressed }) => [styles.row, styles.grow, pressed && { backgroundColor: theme.hover }]}
      >
        {body}
      </Pressable>
      {end}
    </View>
  );
}

const styles = StyleSheet.create({
  frame: { flexDirection: 'row', alignItems: 'center' },
  grow: { flex: 1 },
  row: {
    minHeight: 52,
    flexDirection: 'row',
    alignItems: 'center',
    gap: 14,
    paddingHorizontal: 16,
    paddingVertical: 10,
  },
  words: { flex: 1, gap: 2 },
});
