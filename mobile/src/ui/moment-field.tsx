import { StyleSheet, View } from 'react-native';
import { fromLocalMoment, type LocalMoment } from '../lib/local-moment.ts';
import { useText } from '../lib/use-text.ts';
import { MonthView } from './month-view.tsx';
import { Text } from './text.tsx';
import { TextButton } from './text-button.tsx';
import { TextField } from './text-field.tsx';

interface MomentFieldProps {
  label: string;
  moment: LocalMoment;
  /** Milliseconds since 1970. */
  nowMs: number;
  onChange(moment: LocalMoment): void;
}

/** A day and a time, the same on every device, by touch and by words. */
export function MomentField({ label, moment, nowMs, onChange }: MomentFieldProps) {
  const t = useText();
  const { dayMs, time } = moment;
  const inDays = (days: number) => {
    const today = new Date(nowMs);
    return new Date(today.getFullYear(), today.getMonth(), today.getDate() + days).getTime();
  };
  const choices = [
    { name: t('context.taskUndated'), day: null },
    { name: t('common.today'), day: inDays(0) },
    { name: t('common.tomorrow'), day: inDays(1) },
    { name: t('common.inAWeek'), day: inDays(7) },
  ];
  return (
    <View role="group" aria-label={label} style={styles.field}>
      <Text size="label">{label}</Text>
      <View style={styles.choices}>
        {choices.map(({ name, day }) => (
          <TextButton
            key={name}
            label={name}
            isSelected={day === dayMs}
            onPress={() => onChange({ ...moment, dayMs: day })}
          />
        ))}
      </View>
      {dayMs !== null && (
        <>
          <TextField
            label={t('common.time')}
            value={time}
            onChangeText={(typed) => onChange({ ...moment, time: typed })}
            inputMode="text"
            autoCapitalize="none"
            autoCorrect={false}
            maxLength={10}
            error={fromLocalMoment(moment) === undefined ? t('common.timeUnread') : undefined}
          />
          <MonthView key={dayMs} dayMs={dayMs} onChoose={(day) => onChange({ ...moment, dayMs: day })} />
        </>
      )}
    </View>
  );
}

const styles = StyleSheet.create({
  field: { gap: 6 },
  choices: { flexDirection: 'row', flexWrap: 'wrap', marginHorizontal: -4 },
});
