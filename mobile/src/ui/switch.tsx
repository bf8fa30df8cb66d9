import { Switch as NativeSwitch, StyleSheet, View } from 'react-native';
import { Text } from './text.tsx';
import { useTheme } from './use-theme.ts';

interface SwitchProps {
  label: string;
  detail?: string;
  isOn: boolean;
  isDisabled?: boolean;
  onChange(isOn: boolean): void;
}

/** Something that is on or off, with its name beside it. */
export function Switch({ label, detail, isOn, isDisabled = false, onChange }: SwitchProps) {
  const theme = useTheme();
  return (
    <View style={styles.row}>
      <View style={styles.words}>
        <Text aria-hidden>{label}</Text>
        {detail !== undefined && (
          <Text size="small" tone="soft">
            {detail}
          </Text>
        )}
      </View>
      <NativeSwitch
        aria-label={label}
        value={isOn}
        disabled={isDisabled}
        onValueChange={onChange}
        trackColor={{ true: theme.accent, false: theme.lineStrong }}
        thumbColor={theme.raised}
      />
    </View>
  );
}

const styles = StyleSheet.create({
  row: {
    minHeight: 52,
    flexDirection: 'row',
    alignItems: 'center',
    gap: 14,
    paddingHorizontal: 16,
    paddingVertical: 10,
  },
  words: { flex: 1, gap: 2 },
});
