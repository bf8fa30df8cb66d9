import type { ReactNode } from 'react';
import { StyleSheet, View } from 'react-native';
import { Mark } from '../../ui/mark.tsx';
import { Screen } from '../../ui/screen.tsx';
import { Text } from '../../ui/text.tsx';

/** The form of every screen before somebody is signed in. */
export function EntryFrame({ title, lead, children }: { title: string; lead: string; children: ReactNode }) {
  return (
    <Screen edges={['top', 'left', 'right', 'bottom']}>
      <View style={styles.head}>
        <Mark size={44} />
        <Text size="title">{title}</Text>
        <Text tone="soft">{lead}</Text>
      </View>
      {children}
    </Screen>
  );
}

const styles = StyleSheet.create({ head: { gap: 10, paddingTop: 24 } });
