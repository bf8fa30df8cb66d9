import ChevronDown from 'lucide-react-native/icons/chevron-down';
import { useState } from 'react';
import { Pressable, StyleSheet } from 'react-native';
import { useStore } from 'zustand';
import { modelChoice } from '../../lib/model-choice.ts';
import { useProviders } from '../../lib/use-providers.ts';
import { useText } from '../../lib/use-text.ts';
import { Text } from '../../ui/text.tsx';
import { useTheme } from '../../ui/use-theme.ts';
import { ModelSheet } from './model-sheet.tsx';

/** Which model answers next, and the way to another one. */
export function ModelButton() {
  const t = useText();
  const theme = useTheme();
  const [isOpen, setOpen] = useState(false);
  const choice = useStore(modelChoice);
  const preset = useProviders().data?.default;
  const model = choice?.model ?? preset?.model ?? '';
  return (
    <>
      <Pressable
        role="button"
        aria-label={`${t('chat.model')} ${model}`}
        onPress={() => setOpen(true)}
        style={({ pressed }) => [styles.button, pressed && { backgroundColor: theme.hover }]}
      >
        <Text size="label" numberOfLines={1} style={styles.name}>
          {model || t('chat.chooseModel')}
        </Text>
        <ChevronDown size={16} color={theme.soft} />
      </Pressable>
      <ModelSheet isOpen={isOpen} onClose={() => setOpen(false)} />
    </>
  );
}

const styles = StyleSheet.create({
  button: {
    minHeight: 44,
    flexDirection: 'row',
    alignItems: 'center',
    gap: 4,
    paddingHorizontal: 10,
    borderRadius: 12,
  },
  name: { flexShrink: 1, maxWidth: 200 },
});
