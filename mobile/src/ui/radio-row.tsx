import type { ReactNode } from 'react';
import { Pressable, StyleSheet, View } from 'react-native';
import { Text } from './text.tsx';
import { useTheme } from './use-theme.ts';

interface RadioRowProps {
  title: string;
  detail?: string;
  isChosen: boolean;
  onChoose(): void;
  /** Stands at the end of the row. */
  end?: ReactNode;
}

/** One of a few, all of which are shown. To be put into a `radiogroup`. */
export function RadioRow({ title, detail, isChosen, onChoose, end }: RadioRowProps) {
  const theme = useTheme();
  return (
    <View style={styles.frame}>
      <Pressable
        role="radio"
        aria-label={title}
        aria-checked={isChosen}
        onPress={onChoose}
        style={({ pressed }) => [styles.row, pressed && { backgroundColor: theme.hover }]}
      >
        <View style={[styles.ring, { borderColor: isChosen ? theme.accent : theme.lineStrong }]}>
          {isChosen && <View style={[styles.dot, { backgroundColor: theme.accent }]} />}
        </View>
        <View style={styles.words}>
          <Text>{title}</Text>
          {detail !== undefined && (
            <Text size="small" tone="soft">
              {detail}
            </Text>
          )}
        </View>
      </Pressable>
      {end}
    </View>
  );
}

const styles = StyleSheet.create({
  frame: { flexDirection: 'row', alignItems: 'center' },
  row: {
    flex: 1,
    minHeight: 52,
    flexDirection: 'row',
    alignItems: 'center',
    gap: 14,
    paddingHorizontal: 16,
    paddingVertical: 10,
  },
  ring: { width: 22, height: 22, borderRadius: 11, borderWidth: 2, alignItems: 'center', justifyContent: 'center' },
  dot: { width: 10, height: 10, borderRadius: 5 },
  words: { flex: 1, gap: 2 },
});
