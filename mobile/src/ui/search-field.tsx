import Search from 'lucide-react-native/icons/search';
import X from 'lucide-react-native/icons/x';
import { useState } from 'react';
import { Platform, StyleSheet, TextInput, View } from 'react-native';
import { useText } from '../lib/use-text.ts';
import { IconButton } from './icon-button.tsx';
import { useTheme } from './use-theme.ts';

interface SearchFieldProps {
  /** Where the screen searches something else than everything. */
  label?: string;
  words: string;
  onChange(words: string): void;
}

export function SearchField({ label, words, onChange }: SearchFieldProps) {
  const t = useText();
  const theme = useTheme();
  const [isFocused, setFocused] = useState(false);
  return (
    <View style={[styles.field, { backgroundColor: theme.panel, borderColor: isFocused ? theme.accent : theme.panel }]}>
      <Search size={18} color={theme.soft} />
      <TextInput
        role="searchbox"
        aria-label={label ?? t('common.search')}
        placeholder={label ?? t('common.search')}
        placeholderTextColor={theme.faint}
        value={words}
        onChangeText={onChange}
        onFocus={() => setFocused(true)}
        onBlur={() => setFocused(false)}
        returnKeyType="search"
        style={[styles.input, { color: theme.ink }]}
      />
      {words !== '' && <IconButton size="small" icon={X} label={t('common.clear')} onPress={() => onChange('')} />}
    </View>
  );
}

const styles = StyleSheet.create({
  field: {
    flexDirection: 'row',
    alignItems: 'center',
    gap: 8,
    marginHorizontal: 16,
    marginVertical: 6,
    paddingLeft: 14,
    paddingRight: 4,
    borderRadius: 14,
    borderWidth: 1,
  },
  input: {
    flex: 1,
    minHeight: 44,
    fontSize: 16,
    // Browsers draw a ring of their own around a field within a field.
    ...Platform.select({ web: { outlineStyle: 'none' } as object }),
  },
});
