import ArrowUp from 'lucide-react-native/icons/arrow-up';
import Square from 'lucide-react-native/icons/square';
import X from 'lucide-react-native/icons/x';
import type { RefObject } from 'react';
import { Platform, StyleSheet, TextInput, View } from 'react-native';
import { useText } from '../../lib/use-text.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { Text } from '../../ui/text.tsx';
import { useTheme } from '../../ui/use-theme.ts';

interface ComposerProps {
  text: string;
  onChange(text: string): void;
  isAnswering: boolean;
  /** What is written takes the place of a message. */
  isEditing: boolean;
  onCancelEdit(): void;
  onSend(): void;
  onStop(): void;
  fieldRef: RefObject<TextInput | null>;
}

/** More than the server takes in one message. */
const MAX_LENGTH = 200_000;

export function Composer(props: ComposerProps) {
  const { text, onChange, isAnswering, isEditing, onCancelEdit, onSend, onStop, fieldRef } = props;
  const t = useText();
  const theme = useTheme();
  const canSend = text.trim() !== '';
  return (
    <View style={styles.frame}>
      {isEditing && (
        <View style={styles.editing}>
          <Text size="small" tone="soft" style={styles.grow}>
            {t('chat.editHint')}
          </Text>
          <IconButton size="small" icon={X} label={t('common.cancel')} onPress={onCancelEdit} />
        </View>
      )}
      <View style={[styles.box, { backgroundColor: theme.raised, borderColor: theme.lineStrong }]}>
        <TextInput
          ref={fieldRef}
          multiline
          value={text}
          onChangeText={onChange}
          maxLength={MAX_LENGTH}
          aria-label={t('chat.message')}
          placeholder={t(isAnswering ? 'chat.placeholderNext' : 'chat.placeholder')}
          placeholderTextColor={theme.faint}
          style={[styles.field, { color: theme.ink }]}
        />
        {isAnswering && !canSend ? (
          <IconButton icon={Square} look="primary" label={t('chat.stop')} onPress={onStop} />
        ) : (
          <IconButton
            icon={ArrowUp}
            look="primary"
            label={t(isEditing ? 'chat.sendEdit' : 'chat.send')}
            isDisabled={!canSend}
            onPress={onSend}
          />
        )}
      </View>
    </View>
  );
}

const styles = StyleSheet.create({
  frame: {
    paddingHorizontal: 12,
    paddingTop: 6,
    paddingBottom: 8,
    gap: 4,
    width: '100%',
    maxWidth: 760,
    alignSelf: 'center',
  },
  editing: { flexDirection: 'row', alignItems: 'center', paddingLeft: 8 },
  grow: { flex: 1 },
  box: { flexDirection: 'row', alignItems: 'flex-end', borderWidth: 1, borderRadius: 26, paddingLeft: 16, padding: 4 },
  field: {
    flex: 1,
    fontSize: 16,
    lineHeight: 22,
    minHeight: 44,
    maxHeight: 176,
    paddingVertical: 11,
    // Browsers draw a ring of their own around a field within a field.
    ...Platform.select({ web: { outlineStyle: 'none', fieldSizing: 'content' } as object }),
  },
});
