import { StyleSheet, View } from 'react-native';
import { formatResetTime } from '../../lib/format.ts';
import { i18n } from '../../lib/i18n.ts';
import { useText } from '../../lib/use-text.ts';
import { Text } from '../../ui/text.tsx';
import { useTheme } from '../../ui/use-theme.ts';

interface LimitMeterProps {
  label: string;
  used: number;
  /** Null where there is none. */
  limit: number | null;
  resetsAt: string;
}

/** How much of a day's limit is used. */
export function LimitMeter({ label, used, limit, resetsAt }: LimitMeterProps) {
  const t = useText();
  const theme = useTheme();
  const share = limit === null ? null : Math.min(1, limit === 0 ? 1 : used / limit);
  const count = (value: number) => value.toLocaleString(i18n.locale);
  return (
    <View style={styles.meter}>
      <View style={styles.words}>
        <Text size="label">{label}</Text>
        <Text size="small" tone="soft">
          {limit === null
            ? t('settings.usedFree', { used: count(used) })
            : t('settings.usedOf', { used: count(used), limit: count(limit) })}
        </Text>
      </View>
      {share !== null && (
        <>
          <View aria-hidden style={[styles.track, { backgroundColor: theme.line }]}>
            <View
              style={[
                styles.track,
                { width: `${share * 100}%`, backgroundColor: share >= 0.9 ? theme.warn : theme.accent },
              ]}
            />
          </View>
          <Text size="tiny" tone="soft">
            {t('settings.resets', { when: formatResetTime(resetsAt, Date.now()) })}
          </Text>
        </>
      )}
    </View>
  );
}

const styles = StyleSheet.create({
  meter: { gap: 6 },
  words: { flexDirection: 'row', flexWrap: 'wrap', justifyContent: 'space-between', columnGap: 16 },
  track: { height: 8, borderRadius: 4 },
});
