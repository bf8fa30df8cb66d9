import { Pressable, StyleSheet } from 'react-native';
import { Text } from './text.tsx';
import { useTheme } from './use-theme.ts';

interface TextButtonProps {
  label: string;
  /** What a screen reader says where the label alone does not tell. */
  spoken?: string;
  isDisabled?: boolean;
  isSelected?: boolean;
  onPress(): void;
}

/** A small choice beside others: words alone, as easy to hit as a button. */
export function TextButton({ label, spoken = label, isDisabled = false, isSelected, onPress }: TextButtonProps) {
  const theme = useTheme();
  return (
    <Pressable
      role="button"
      aria-label={spoken}
      aria-disabled={isDisabled}
      aria-selected={isSelected}
      disabled={isDisabled}
      onPress={onPress}
      style={({ pressed }) => [
        styles.button,
        { backgroundColor: isSelected ? theme.accentSoft : pressed ? theme.hover : 'transparent' },
        isDisabled && styles.disabled,
      ]}
    >
      <Text size="small" tone="accent" style={styles.label}>
        {label}
      </Text>
    </Pressable>
  );
}

const styles = StyleSheet.create({
  button: { minHeight: 44, minWidth: 44, borderRadius: 12, paddingHorizontal: 12, justifyContent: 'center' },
  disabled: { opacity: 0.5 },
  label: { fontWeight: '600', textAlign: 'center' },
});
