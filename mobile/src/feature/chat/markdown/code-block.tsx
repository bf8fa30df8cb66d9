import { ScrollView, StyleSheet, View } from 'react-native';
import { useText } from '../../../lib/use-text.ts';
import { CopyButton } from '../../../ui/copy-button.tsx';
import { Text } from '../../../ui/text.tsx';
import { useTheme } from '../../../ui/use-theme.ts';

export function CodeBlock({ code, language }: { code: string; language: string }) {
  const t = useText();
  const theme = useTheme();
  return (
    <View style={[styles.block, { backgroundColor: theme.panel, borderColor: theme.line }]}>
      <View style={styles.head}>
        <Text size="tiny" tone="soft">
          {language || t('chat.code')}
        </Text>
        <CopyButton label={t('chat.copyCode')} text={code} />
      </View>
      <ScrollView horizontal contentContainerStyle={styles.code}>
        <Text size="code" selectable>
          {code.replace(/\n$/, '')}
        </Text>
      </ScrollView>
    </View>
  );
}

const styles = StyleSheet.create({
  block: { borderRadius: 12, borderWidth: StyleSheet.hairlineWidth, overflow: 'hidden' },
  head: { flexDirection: 'row', alignItems: 'center', justifyContent: 'space-between', paddingLeft: 14 },
  code: { paddingHorizontal: 14, paddingBottom: 12 },
});
