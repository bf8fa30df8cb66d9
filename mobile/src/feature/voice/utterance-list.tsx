import { StyleSheet, View } from 'react-native';
import { formatAgo } from '../../lib/format-moment.ts';
import type { MessageId } from '../../lib/message-id.ts';
import { useText } from '../../lib/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { Text } from '../../ui/text.tsx';
import { TextButton } from '../../ui/text-button.tsx';
import { useTheme } from '../../ui/use-theme.ts';
import { intentName } from './intent-name.ts';
import { TRIGGER_NAME } from './trigger-name.ts';
import { type Utterance, useUtterances } from './use-utterances.ts';

interface UtteranceListProps {
  nowMs: number;
  onOpen(conversationId: string): void;
}

/** What was said to the assistant, what was understood of it, and how it was answered. */
export function UtteranceList({ nowMs, onOpen }: UtteranceListProps) {
  const t = useText();
  const utterances = useUtterances();
  return (
    <Card title={t('voice.saidTitle')}>
      <QueryView query={utterances}>
        {(items) => (
          <View style={styles.list}>
            {items.length === 0 && (
              <Text size="small" tone="soft">
                {t('voice.saidNone')}
              </Text>
            )}
            {items.map((utterance) => (
              <UtteranceItem key={utterance.id} utterance={utterance} nowMs={nowMs} onOpen={onOpen} />
            ))}
            {utterances.hasNextPage && (
              <Button
                label={t('common.showMore')}
                isBusy={utterances.isFetchingNextPage}
                onPress={() => void utterances.fetchNextPage()}
              />
            )}
          </View>
        )}
      </QueryView>
    </Card>
  );
}

function UtteranceItem({ utterance, nowMs, onOpen }: UtteranceListProps & { utterance: Utterance }) {
  const t = useText();
  const theme = useTheme();
  const { text, intent, trigger, heard_at: heardAt, answer, conversation_id: conversationId } = utterance;
  const state = intent === 'question' ? unansweredName(utterance) : undefined;
  return (
    <View style={styles.item}>
      <Text size="small" tone="soft">
        <Text size="small" tone="accent" style={styles.intent}>
          {t(intentName(intent))}
        </Text>
        {` · ${t(TRIGGER_NAME[trigger])} · ${formatAgo(heardAt, nowMs)}`}
      </Text>
      <Text style={styles.said}>{text}</Text>
      {(answer !== null || state !== undefined) && (
        <View style={[styles.answer, { borderColor: theme.lineStrong }]}>
          <Text tone={answer === null ? 'soft' : 'ink'}>{answer ?? (state && t(state))}</Text>
        </View>
      )}
      {conversationId !== null && (
        <View style={styles.way}>
          <TextButton label={t('voice.toAnswer')} onPress={() => onOpen(conversationId)} />
        </View>
      )}
    </View>
  );
}

function unansweredName({ answer_status: status, conversation_id: conversationId }: Utterance): MessageId {
  if (status === 'cancelled') return 'voice.stopped';
  // Before its message is there it waits to be asked; once that was deleted nothing is known of it.
  return status === 'streaming' || (status === null && conversationId === null)
    ? 'voice.beingAnswered'
    : 'voice.notAnswered';
}

const styles = StyleSheet.create({
  list: { padding: 16, gap: 20 },
  item: { gap: 6 },
  intent: { fontWeight: '600' },
  said: { fontWeight: '500' },
  answer: { borderLeftWidth: 2, paddingLeft: 12 },
  way: { flexDirection: 'row', marginLeft: -12 },
});
