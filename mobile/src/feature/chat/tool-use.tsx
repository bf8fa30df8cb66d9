import { type AnswerView, unwrap } from '@omniai/client';
import { useMutation } from '@tanstack/react-query';
import { StyleSheet, View } from 'react-native';
import { useApi } from '../../lib/api-context.tsx';
import type { MessageId } from '../../lib/message-id.ts';
import { useText } from '../../lib/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Text } from '../../ui/text.tsx';
import { Folded } from './folded.tsx';

type Use = AnswerView['toolCalls'][number];

const STATUS: Record<Use['status'], MessageId> = {
  waiting: 'chat.toolWaiting',
  running: 'chat.toolRunning',
  done: 'chat.toolDone',
  failed: 'chat.toolFailed',
  refused: 'chat.toolRefused',
};

/** One use of a tool within an answer. What it was given and gave is data: shown as it is, never drawn. */
export function ToolUse({ use, isLive }: { use: Use; isLive: boolean }) {
  const t = useText();
  const name = use.server === '' ? use.tool : `${use.tool} (${use.server})`;
  const isWaiting = use.status === 'waiting' && isLive;
  return (
    <View style={styles.use}>
      <Folded
        title={`${name} ${t(STATUS[use.status])}`}
        tone={use.status === 'failed' ? 'danger' : 'soft'}
        isOpenAtFirst={isWaiting}
      >
        <Datum title={t('chat.toolArguments')} text={use.arguments} />
        {use.result !== null && <Datum title={t('chat.toolResult')} text={use.result} />}
      </Folded>
      {isWaiting && <Decision id={use.id} />}
    </View>
  );
}

function Decision({ id }: { id: string }) {
  const t = useText();
  const api = useApi();
  const decide = useMutation({
    mutationFn: (allow: boolean) =>
      unwrap(api.http.POST('/chat/tool-calls/{id}', { params: { path: { id } }, body: { allow } })),
  });
  return (
    <Notice kind="warn" text={decide.error ? decide.error.message : t('chat.toolAsks')}>
      <Button label={t('chat.toolRefuse')} isDisabled={decide.isPending} onPress={() => decide.mutate(false)} />
      <Button
        label={t('chat.toolAllow')}
        look="primary"
        isDisabled={decide.isPending}
        onPress={() => decide.mutate(true)}
      />
    </Notice>
  );
}

function Datum({ title, text }: { title: string; text: string }) {
  return (
    <View>
      <Text size="tiny" tone="faint">
        {title}
      </Text>
      <Text size="code" selectable>
        {text}
      </Text>
    </View>
  );
}

const styles = StyleSheet.create({ use: { gap: 8 } });
