import { Linking, StyleSheet, View } from 'react-native';
import { useStore } from 'zustand';
import { reminders } from '../../lib/reminders.ts';
import { useText } from '../../lib/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Text } from '../../ui/text.tsx';

/** Who reminds of what is due: this phone, or somebody else, or nobody as long as the person does not let it. */
export function ReminderNote({ hasDue }: { hasDue: boolean }) {
  const t = useText();
  const permission = useStore(reminders.permission);
  if (!hasDue) return null;
  if (permission === 'unasked' || permission === 'refused') {
    const isAskable = permission === 'unasked';
    return (
      <View style={styles.note}>
        <Notice kind="calm" text={t('context.remindersOff')}>
          <Button
            label={t(isAskable ? 'context.remindersAllow' : 'context.remindersSettings')}
            onPress={() => void (isAskable ? reminders.ask() : Linking.openSettings())}
          />
        </Notice>
      </View>
    );
  }
  return (
    <Text size="small" tone="soft" style={styles.note}>
      {t(permission === 'allowed' ? 'context.remindersHere' : 'context.remindersElsewhere')}
    </Text>
  );
}

const styles = StyleSheet.create({ note: { paddingHorizontal: 16, paddingTop: 10 } });
