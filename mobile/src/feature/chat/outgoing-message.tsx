import Clock from 'lucide-react-native/icons/clock';
import { StyleSheet, View } from 'react-native';
import { useOnline } from '../../lib/use-online.ts';
import { useText } from '../../lib/use-text.ts';
import type { Outgoing } from '../../session/outgoing.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Text } from '../../ui/text.tsx';
import { useTheme } from '../../ui/use-theme.ts';
import { Bubble } from './bubble.tsx';

interface OutgoingMessageProps {
  message: Outgoing;
  onCancel(): void;
  onSendAgain(): void;
}

/** A message that has not left the phone yet, or that the server refused: why, and what may be done with it. */
export function OutgoingMessage({ message, onCancel, onSendAgain }: OutgoingMessageProps) {
  const t = useText();
  const theme = useTheme();
  const isOnline = useOnline();
  if (message.status === 'refused') {
    return (
      <View style={styles.message}>
        <Bubble text={message.text} isFaint />
        <View style={styles.wide}>
          <Notice kind="danger" text={message.reason ?? ''}>
            <Button label={t('common.tryAgain')} onPress={onSendAgain} />
            <Button label={t('chat.takeBack')} onPress={onCancel} />
          </Notice>
        </View>
      </View>
    );
  }
  return (
    <View style={styles.message}>
      <Bubble text={message.text} isFaint />
      <View role="status" style={styles.state}>
        <Clock size={14} color={theme.soft} />
        <Text size="small" tone="soft">
          {t(isOnline ? 'chat.outgoingNext' : 'chat.outgoingOffline')}
        </Text>
        <Button label={t('chat.takeBack')} onPress={onCancel} />
      </View>
    </View>
  );
}

const styles = StyleSheet.create({
  message: { alignItems: 'flex-end', paddingTop: 20, gap: 8 },
  wide: { alignSelf: 'stretch' },
  state: { flexDirection: 'row', flexWrap: 'wrap', justifyContent: 'flex-end', alignItems: 'center', gap: 8 },
});
