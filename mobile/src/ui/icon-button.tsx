import type { LucideIcon } from 'lucide-react-native';
import { Pressable, StyleSheet } from 'react-native';
import { useTheme } from './use-theme.ts';

interface IconButtonProps {
  /** What a screen reader says. */
  label: string;
  icon: LucideIcon;
  onPress(): void;
  look?: 'quiet' | 'primary';
  isDisabled?: boolean;
  isPressed?: boolean;
  /** `small` is drawn smaller and stays as easy to hit. */
  size?: 'normal' | 'small';
}

export function IconButton({ label, icon: Icon, onPress, look = 'quiet', size = 'normal', ...state }: IconButtonProps) {
  const theme = useTheme();
  const { isDisabled = false, isPressed } = state;
  const color = look === 'primary' ? theme.onAccent : isPressed ? theme.accent : theme.soft;
  const quiet = (pressed: boolean) => (pressed ? theme.hover : 'transparent');
  return (
    <Pressable
      role="button"
      aria-label={label}
      aria-disabled={isDisabled}
      aria-selected={isPressed}
      disabled={isDisabled}
      onPress={onPress}
      hitSlop={size === 'small' ? 4 : 0}
      style={({ pressed }) => [
        styles.button,
        size === 'small' && styles.small,
        { backgroundColor: look === 'primary' ? theme.accent : quiet(pressed), opacity: isDisabled ? 0.4 : 1 },
      ]}
    >
      <Icon size={size === 'small' ? 17 : 22} color={color} />
    </Pressable>
  );
}

const styles = StyleSheet.create({
  button: { width: 44, height: 44, borderRadius: 22, alignItems: 'center', justifyContent: 'center' },
  small: { width: 36, height: 36, borderRadius: 18 },
});
