import { StyleSheet, View } from 'react-native';
import { useChangePreferences, usePreferences } from '../../lib/use-preferences.ts';
import { useText } from '../../lib/use-text.ts';
import { Card } from '../../ui/card.tsx';
import { Switch } from '../../ui/switch.tsx';

/** Whether answers know the memories, and whether the model may suggest some. */
export function MemoryChoices() {
  const t = useText();
  const { data: chosen } = usePreferences();
  const change = useChangePreferences();
  if (!chosen) return null;
  return (
    <View style={styles.part}>
      <Card title={t('context.memoryHow')}>
        <Switch
          label={t('context.memoryUse')}
          detail={t('context.memoryUseHint')}
          isOn={chosen.inject_memories}
          onChange={(isOn) => change.mutate({ inject_memories: isOn })}
        />
        <Switch
          label={t('context.memorySuggest')}
          detail={t('context.memorySuggestHint')}
          isOn={chosen.suggest_memories}
          onChange={(isOn) => change.mutate({ suggest_memories: isOn })}
        />
      </Card>
    </View>
  );
}

const styles = StyleSheet.create({ part: { padding: 16, paddingTop: 28 } });
