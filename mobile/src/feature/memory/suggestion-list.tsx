import { StyleSheet, View } from 'react-native';
import { say } from '../../lib/toast.ts';
import { useText } from '../../lib/use-text.ts';
import { Card } from '../../ui/card.tsx';
import { Text } from '../../ui/text.tsx';
import { TextButton } from '../../ui/text-button.tsx';
import { type Memory, quoteMemory } from './memory.ts';
import { MemoryOrigin } from './memory-origin.tsx';
import { useMemories } from './use-memories.ts';
import { useChangeMemory, useDeleteMemory } from './use-memory-act.ts';

/** What the model would remember, for the person to decide; nothing while there is none. */
export function SuggestionList({ nowMs }: { nowMs: number }) {
  const t = useText();
  const { data: suggestions = [] } = useMemories('suggested');
  if (suggestions.length === 0) return null;
  return (
    <View style={styles.part}>
      <Card title={t('context.memorySuggestions', { count: suggestions.length })}>
        <Text size="small" tone="soft" style={styles.lead}>
          {t('context.memorySuggestionsLead')}
        </Text>
        {suggestions.map((memory) => (
          <Suggestion key={memory.id} memory={memory} nowMs={nowMs} />
        ))}
      </Card>
    </View>
  );
}

function Suggestion({ memory, nowMs }: { memory: Memory; nowMs: number }) {
  const t = useText();
  const keep = useChangeMemory();
  const refuse = useDeleteMemory();
  const text = quoteMemory(memory);
  const isDecided = keep.isPending || refuse.isPending;
  return (
    <View style={styles.suggestion}>
      <Text>{memory.text}</Text>
      <MemoryOrigin memory={memory} nowMs={nowMs} />
      <View style={styles.choices}>
        <TextButton
          label={t('context.memoryKeep')}
          spoken={t('context.memoryKeepOf', { text })}
          isDisabled={isDecided}
          onPress={() =>
            keep.mutate({ id: memory.id, status: 'kept' }, { onSuccess: () => say(t('context.memoryKept')) })
          }
        />
        <TextButton
          label={t('context.memoryRefuse')}
          spoken={t('context.memoryRefuseOf', { text })}
          isDisabled={isDecided}
          onPress={() => refuse.mutate(memory)}
        />
      </View>
    </View>
  );
}

const styles = StyleSheet.create({
  part: { padding: 16 },
  lead: { paddingHorizontal: 16, paddingTop: 12 },
  suggestion: { paddingHorizontal: 16, paddingTop: 14, paddingBottom: 6, gap: 4 },
  choices: { flexDirection: 'row', flexWrap: 'wrap', marginHorizontal: -12 },
});
