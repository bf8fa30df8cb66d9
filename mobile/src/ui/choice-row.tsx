import Check from 'lucide-react-native/icons/check';
import ChevronRight from 'lucide-react-native/icons/chevron-right';
import { useState } from 'react';
import { StyleSheet } from 'react-native';
import { ListRow } from './list-row.tsx';
import { Sheet } from './sheet.tsx';
import { useTheme } from './use-theme.ts';

interface ChoiceRowProps<Value extends string> {
  label: string;
  value: Value;
  choices: readonly { value: Value; label: string }[];
  onChange(value: Value): void;
}

/** One of several: the row says which, a press shows the others. */
export function ChoiceRow<Value extends string>({ label, value, choices, onChange }: ChoiceRowProps<Value>) {
  const theme = useTheme();
  const [isOpen, setOpen] = useState(false);
  const choose = (chosen: Value) => {
    setOpen(false);
    if (chosen !== value) onChange(chosen);
  };
  const shown = choices.find((choice) => choice.value === value)?.label ?? value;
  return (
    <>
      <ListRow
        title={label}
        detail={shown}
        onPress={() => setOpen(true)}
        end={<ChevronRight size={18} color={theme.faint} style={styles.end} />}
      />
      <Sheet title={label} isOpen={isOpen} onClose={() => setOpen(false)}>
        {choices.map((choice) => (
          <ListRow
            key={choice.value}
            title={choice.label}
            isSelected={choice.value === value}
            onPress={() => choose(choice.value)}
            end={choice.value === value && <Check size={20} color={theme.accent} style={styles.end} />}
          />
        ))}
      </Sheet>
    </>
  );
}

const styles = StyleSheet.create({ end: { marginRight: 16 } });
