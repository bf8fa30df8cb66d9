import type { Row } from '@omniai/client';
import Pencil from 'lucide-react-native/icons/pencil';
import { memo } from 'react';
import { StyleSheet, View } from 'react-native';
import { useText } from '../../lib/use-text.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Text } from '../../ui/text.tsx';
import { BranchSwitch } from './branch-switch.tsx';
import { Bubble } from './bubble.tsx';
import type { MessageActions } from './message-actions.ts';

interface UserMessageProps {
  row: Extract<Row, { kind: 'user' }>;
  actions: MessageActions;
  isBusy: boolean;
}

export const UserMessage = memo(function UserMessage({ row, actions, isBusy }: UserMessageProps) {
  const t = useText();
  const { message, text } = row;
  return (
    <View style={styles.message}>
      {message && message.files.length > 0 && (
        <Text size="small" tone="soft">
          {message.files.map(({ name }) => name).join(', ')}
        </Text>
      )}
      <Bubble text={text} />
      {message && (
        <View style={styles.foot}>
          {message.source === 'omi_transcript' && (
            <Text size="tiny" tone="faint">
              {t('chat.spoken')}
            </Text>
          )}
          <BranchSwitch siblings={message.siblings} currentId={message.id} onSelect={actions.selectBranch} />
          <CopyButton text={text} label={t('chat.copyMessage')} />
          {!isBusy && (
            <IconButton
              size="small"
              icon={Pencil}
              label={t('chat.editMessage')}
              onPress={() => actions.beginEdit(message)}
            />
          )}
        </View>
      )}
    </View>
  );
});

const styles = StyleSheet.create({
  message: { alignItems: 'flex-end', paddingTop: 20, gap: 2 },
  foot: { flexDirection: 'row', alignItems: 'center' },
});
