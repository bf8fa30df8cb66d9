import { useState } from 'react';
import { Platform, StyleSheet, TextInput, type TextInputProps, View } from 'react-native';
import { Text } from './text.tsx';
import { useTheme } from './use-theme.ts';

interface TextFieldProps extends Omit<TextInputProps, 'style' | 'onChange' | 'aria-label'> {
  label: string;
  hint?: string;
  error?: string | undefined;
}

export function TextField({ label, hint, error, ...input }: TextFieldProps) {
  const theme = useTheme();
  const [isFocused, setFocused] = useState(false);
  const border = error === undefined ? (isFocused ? theme.accent : theme.lineStrong) : theme.danger;
  return (
    <View style={styles.field}>
      <Text size="label" aria-hidden>
        {label}
      </Text>
      <TextInput
        {...input}
        aria-label={label}
        placeholderTextColor={theme.faint}
        onFocus={() => setFocused(true)}
        onBlur={() => setFocused(false)}
        style={[styles.input, { color: theme.ink, backgroundColor: theme.raised, borderColor: border }]}
      />
      {error === undefined ? (
        hint !== undefined && (
          <Text size="small" tone="soft">
            {hint}
          </Text>
        )
      ) : (
        <Text size="small" tone="danger" role="alert">
          {error}
        </Text>
      )}
    </View>
  );
}

const styles = StyleSheet.create({
  field: { gap: 6 },
  input: {
    minHeight: 48,
    borderWidth: 1,
    borderRadius: 12,
    paddingHorizontal: 14,
    paddingVertical: 10,
    fontSize: 16,
    // The border tells where one types; browsers draw a black ring over it.
    ...Platform.select({ web: { outlineStyle: 'none' } as object }),
  },
});
