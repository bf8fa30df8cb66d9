import { type Row, toAnswerParts, toAnswerView } from '@omniai/client';
import GitBranch from 'lucide-react-native/icons/git-branch';
import RotateCcw from 'lucide-react-native/icons/rotate-ccw';
import { memo } from 'react';
import { ActivityIndicator, StyleSheet, View } from 'react-native';
import { formatElapsed } from '../../lib/format.ts';
import { useText } from '../../lib/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Text } from '../../ui/text.tsx';
import { useTheme } from '../../ui/use-theme.ts';
import { BranchSwitch } from './branch-switch.tsx';
import { Folded } from './folded.tsx';
import { Markdown } from './markdown/markdown.tsx';
import type { MessageActions } from './message-actions.ts';
import { noteOf } from './note-of.ts';
import { SourceList } from './source-list.tsx';
import { ToolUse } from './tool-use.tsx';

interface AssistantMessageProps {
  row: Extract<Row, { kind: 'assistant' }>;
  actions: MessageActions;
  /** An answer is being written: nothing else may be asked for. */
  isBusy: boolean;
}

export const AssistantMessage = memo(function AssistantMessage({ row, actions, isBusy }: AssistantMessageProps) {
  const t = useText();
  const theme = useTheme();
  const { message } = row;
  const view = toAnswerView(row);
  const note = noteOf(view, t);
  const isLive = view.status === 'sending' || view.status === 'streaming';
  const parts = toAnswerParts(view.text, view.toolCalls);
  const mayAct = message !== null && !isBusy;
  return (
    <View role="article" aria-label={t('chat.assistant')} aria-busy={isLive} style={styles.message}>
      {view.reasoning !== '' && (
        <Folded title={t(isLive && view.text === '' ? 'chat.thinking' : 'chat.thoughts')}>
          <Text size="small" tone="soft">
            {view.reasoning}
          </Text>
        </Folded>
      )}
      {parts.map((part) =>
        part.kind === 'tool' ? (
          <ToolUse key={part.use.id} use={part.use} isLive={isLive} />
        ) : (
          <Markdown key={part.start} text={part.text} />
        ),
      )}
      <SourceList citations={view.citations} />
      {isLive && parts.length === 0 && !view.isReconnecting && (
        <ActivityIndicator aria-label={t('chat.onItsWay')} color={theme.soft} style={styles.start} />
      )}
      {note && (
        <Notice kind={note.isTrouble ? 'danger' : 'calm'} text={note.text}>
          {mayAct && note.mayGoOn && <Button label={t('chat.goOn')} onPress={() => actions.goOn(message)} />}
          {mayAct && note.mayRetry && <Button label={t('chat.retry')} onPress={() => actions.retry(message)} />}
        </Notice>
      )}
      {!isLive && (
        <View style={styles.foot}>
          {view.text !== '' && <CopyButton text={view.text} label={t('chat.copyAnswer')} />}
          {mayAct && !note && (
            <IconButton
              size="small"
              icon={RotateCcw}
              label={t('chat.otherAnswer')}
              onPress={() => actions.retry(message)}
            />
          )}
          {message && (
            <>
              <IconButton
                size="small"
                icon={GitBranch}
                label={t('chat.branch')}
                onPress={() => actions.branch(message)}
              />
              <BranchSwitch siblings={view.siblings} currentId={message.id} onSelect={actions.selectBranch} />
            </>
          )}
          <Facts view={view} />
        </View>
      )}
    </View>
  );
});

/** Which model wrote it and how long it took. */
function Facts({ view }: { view: ReturnType<typeof toAnswerView> }) {
  const t = useText();
  const facts = [
    view.model,
    view.elapsedMs === null ? null : formatElapsed(view.elapsedMs),
    view.droppedMessages === 0 ? null : t('chat.droppedMessages', { count: view.droppedMessages }),
  ].filter((fact) => fact !== null);
  return (
    <Text size="tiny" tone="faint" style={styles.facts}>
      {facts.join(' · ')}
    </Text>
  );
}

const styles = StyleSheet.create({
  message: { gap: 12, paddingTop: 20 },
  start: { alignSelf: 'flex-start' },
  foot: { flexDirection: 'row', flexWrap: 'wrap', alignItems: 'center', marginLeft: -8 },
  facts: { flexShrink: 1, paddingLeft: 8 },
});
