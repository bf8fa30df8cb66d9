import { Pressable, StyleSheet } from 'react-native';
import { useText } from '../../lib/use-text.ts';
import { Text } from '../../ui/text.tsx';
import { useTheme } from '../../ui/use-theme.ts';
import { type Memory, quoteMemory } from './memory.ts';
import { MemoryOrigin } from './memory-origin.tsx';

interface MemoryRowProps {
  memory: Memory;
  nowMs: number;
  onEdit(): void;
}

export function MemoryRow({ memory, nowMs, onEdit }: MemoryRowProps) {
  const t = useText();
  const theme = useTheme();
  return (
    <Pressable
      role="button"
      aria-label={t('context.memoryEditOf', { text: quoteMemory(memory) })}
      onPress={onEdit}
      style={({ pressed }) => [styles.row, { backgroundColor: pressed ? theme.hover : theme.raised }]}
    >
      <Text>{memory.text}</Text>
      <MemoryOrigin memory={memory} nowMs={nowMs} />
    </Pressable>
  );
}

const styles = StyleSheet.create({ row: { minHeight: 52, gap: 4, paddingHorizontal: 16, paddingVertical: 12 } });
