import ChevronLeft from 'lucide-react-native/icons/chevron-left';
import ChevronRight from 'lucide-react-native/icons/chevron-right';
import { useState } from 'react';
import { Pressable, StyleSheet, View } from 'react-native';
import { i18n } from '../lib/i18n.ts';
import { monthGrid } from '../lib/month-grid.ts';
import { useText } from '../lib/use-text.ts';
import { IconButton } from './icon-button.tsx';
import { Text } from './text.tsx';
import { useTheme } from './use-theme.ts';

interface MonthViewProps {
  /** The day that is chosen, by its midnight in milliseconds since 1970. */
  dayMs: number;
  onChoose(dayMs: number): void;
}

/** Any week that begins on Monday. */
const WEEK = Array.from({ length: 7 }, (_, index) => new Date(2024, 0, 1 + index));

/** A month to choose a day from. It begins with that of the chosen day. */
export function MonthView({ dayMs, onChoose }: MonthViewProps) {
  const t = useText();
  const [shownMs, setShownMs] = useState(dayMs);
  const shown = new Date(shownMs);
  const turn = (months: number) => setShownMs(new Date(shown.getFullYear(), shown.getMonth() + months, 1).getTime());
  const weeks = monthGrid(shownMs);
  return (
    <View>
      <View style={styles.head}>
        <IconButton icon={ChevronLeft} label={t('common.previousMonth')} onPress={() => turn(-1)} />
        <Text size="label" aria-live="polite">
          {shown.toLocaleDateString(i18n.locale, { month: 'long', year: 'numeric' })}
        </Text>
        <IconButton icon={ChevronRight} label={t('common.nextMonth')} onPress={() => turn(1)} />
      </View>
      <View style={styles.week} aria-hidden>
        {WEEK.map((day) => (
          <Text key={day.getTime()} size="tiny" tone="faint" style={styles.weekday}>
            {day.toLocaleDateString(i18n.locale, { weekday: 'short' })}
          </Text>
        ))}
      </View>
      {weeks.map((week) => (
        <View key={week.find((day) => day !== null)} style={styles.week}>
          {week.map((day, weekday) =>
            day === null ? (
              // biome-ignore lint/suspicious/noArrayIndexKey: an empty place has no name but its place
              <View key={weekday} style={styles.day} />
            ) : (
              <Day key={day} dayMs={day} isChosen={day === dayMs} onChoose={onChoose} />
            ),
          )}
        </View>
      ))}
    </View>
  );
}

function Day({ dayMs, isChosen, onChoose }: MonthViewProps & { isChosen: boolean }) {
  const theme = useTheme();
  const date = new Date(dayMs);
  const spoken = { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' } as const;
  return (
    <Pressable
      role="button"
      aria-label={date.toLocaleDateString(i18n.locale, spoken)}
      aria-selected={isChosen}
      onPress={() => onChoose(dayMs)}
      style={({ pressed }) => [
        styles.day,
        { backgroundColor: isChosen ? theme.accent : pressed ? theme.hover : 'transparent' },
      ]}
    >
      <Text size="label" tone={isChosen ? 'onAccent' : 'ink'}>
        {date.getDate()}
      </Text>
    </Pressable>
  );
}

const styles = StyleSheet.create({
  head: { flexDirection: 'row', alignItems: 'center', justifyContent: 'space-between' },
  week: { flexDirection: 'row' },
  weekday: { flex: 1, textAlign: 'center' },
  day: { flex: 1, minHeight: 44, borderRadius: 12, alignItems: 'center', justifyContent: 'center' },
});
