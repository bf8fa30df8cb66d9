import X from 'lucide-react-native/icons/x';
import { useState } from 'react';
import { StyleSheet, View } from 'react-native';
import { useChangePreferences } from '../../lib/use-preferences.ts';
import { useText } from '../../lib/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Text } from '../../ui/text.tsx';
import { TextField } from '../../ui/text-field.tsx';

const MOST = 10;

/** The person's own wake words, to be added and taken away. */
export function WakeWords({ words }: { words: readonly string[] }) {
  const t = useText();
  const [typed, setTyped] = useState('');
  const change = useChangePreferences();
  const word = typed.trim();
  const isNew = !words.some((known) => known.toLowerCase() === word.toLowerCase());
  const add = () => change.mutate({ wake_words: [...words, word] }, { onSuccess: () => setTyped('') });
  return (
    <View style={styles.part}>
      <TextField
        label={t('voice.wakeWords')}
        hint={t('voice.wakeWordsHint')}
        value={typed}
        onChangeText={setTyped}
        maxLength={40}
        editable={words.length < MOST}
      />
      {word !== '' && (
        <Button
          label={t('voice.wakeWordAdd')}
          isDisabled={word.length < 2 || !isNew}
          isBusy={change.isPending}
          onPress={add}
        />
      )}
      {words.map((known) => (
        <View key={known} style={styles.word}>
          <Text style={styles.grow}>{known}</Text>
          <IconButton
            size="small"
            icon={X}
            label={t('voice.wakeWordRemove', { word: known })}
            onPress={() => change.mutate({ wake_words: words.filter((other) => other !== known) })}
          />
        </View>
      ))}
    </View>
  );
}

const styles = StyleSheet.create({
  part: { padding: 16, gap: 10 },
  word: { flexDirection: 'row', alignItems: 'center', minHeight: 44 },
  grow: { flex: 1 },
});
