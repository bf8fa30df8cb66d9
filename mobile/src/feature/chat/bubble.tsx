import { StyleSheet, View } from 'react-native';
import { useText } from '../../lib/use-text.ts';
import { Text } from '../../ui/text.tsx';
import { useTheme } from '../../ui/use-theme.ts';

/** What the person has written. */
export function Bubble({ text, isFaint = false }: { text: string; isFaint?: boolean }) {
  const t = useText();
  const theme = useTheme();
  return (
    <View
      role="group"
      aria-label={t('chat.you')}
      style={[
        styles.bubble,
        { backgroundColor: theme.accentSoft, borderColor: isFaint ? theme.lineStrong : theme.accentSoft },
      ]}
    >
      <Text selectable tone={isFaint ? 'soft' : 'ink'}>
        {text}
      </Text>
    </View>
  );
}

const styles = StyleSheet.create({
  bubble: {
    maxWidth: '88%',
    borderRadius: 18,
    borderBottomRightRadius: 6,
    borderWidth: 1,
    borderStyle: 'dashed',
    paddingHorizontal: 16,
    paddingVertical: 10,
  },
});
