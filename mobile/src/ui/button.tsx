import type { LucideIcon } from 'lucide-react-native';
import { ActivityIndicator, Pressable, StyleSheet } from 'react-native';
import { Text } from './text.tsx';
import { useTheme } from './use-theme.ts';

interface ButtonProps {
  label: string;
  onPress(): void;
  look?: 'primary' | 'plain' | 'danger';
  icon?: LucideIcon;
  isDisabled?: boolean;
  /** Shows that what was asked for is under way, and takes no second press. */
  isBusy?: boolean;
}

export function Button({
  label,
  onPress,
  look = 'plain',
  icon: Icon,
  isDisabled = false,
  isBusy = false,
}: ButtonProps) {
  const theme = useTheme();
  const isPrimary = look === 'primary';
  const tone = isPrimary ? 'onAccent' : look === 'danger' ? 'danger' : 'ink';
  return (
    <Pressable
      role="button"
      aria-label={label}
      aria-disabled={isDisabled || isBusy}
      aria-busy={isBusy}
      disabled={isDisabled || isBusy}
      onPress={onPress}
      style={({ pressed }) => [
        styles.button,
        {
          backgroundColor: isPrimary ? theme.accent : pressed ? theme.hover : theme.raised,
          borderColor: isPrimary ? theme.accent : theme.lineStrong,
          opacity: isDisabled ? 0.5 : pressed ? 0.85 : 1,
        },
      ]}
    >
      {isBusy ? <ActivityIndicator size="small" color={theme[tone]} /> : Icon && <Icon size={18} color={theme[tone]} />}
      <Text size="label" tone={tone} style={styles.label}>
        {label}
      </Text>
    </Pressable>
  );
}

const styles = StyleSheet.create({
  button: {
    minHeight: 48,
    paddingHorizontal: 16,
    paddingVertical: 10,
    borderRadius: 12,
    borderWidth: 1,
    flexDirection: 'row',
    alignItems: 'center',
    justifyContent: 'center',
    gap: 8,
  },
  label: { flexShrink: 1, textAlign: 'center' },
});
