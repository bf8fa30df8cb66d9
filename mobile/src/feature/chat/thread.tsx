import { ApiError, type Message } from '@omniai/client';
import { useMemo, useRef } from 'react';
import { ActivityIndicator } from 'react-native';
import { useText } from '../../lib/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { useTheme } from '../../ui/use-theme.ts';
import { AssistantMessage } from './assistant-message.tsx';
import type { MessageActions } from './message-actions.ts';
import { MessageList } from './message-list.tsx';
import { OutgoingMessage } from './outgoing-message.tsx';
import { RefusedAnswer } from './refused-answer.tsx';
import type { Chat, ThreadRow } from './use-chat.ts';
import { UserMessage } from './user-message.tsx';

interface ThreadProps {
  chat: Chat;
  isNew: boolean;
  onBeginEdit(message: Message): void;
  onBranch(message: Message): void;
  /** Gives the text of a message that is not sent back to where it was written. */
  onTakeBack(text: string): void;
}

export function Thread({ chat, isNew, onBeginEdit, onBranch, onTakeBack }: ThreadProps) {
  const t = useText();
  const theme = useTheme();
  const latest = useRef({ chat, onBeginEdit, onBranch });
  latest.current = { chat, onBeginEdit, onBranch };
  const actions = useMemo<MessageActions>(
    () => ({
      retry: (message) => latest.current.chat.retry(message),
      goOn: (message) => latest.current.chat.goOn(message),
      beginEdit: (message) => latest.current.onBeginEdit(message),
      branch: (message) => latest.current.onBranch(message),
      selectBranch: (messageId) => latest.current.chat.selectBranch(messageId),
    }),
    [],
  );
  const { messages, rows, current } = chat;
  const isBusy = current !== undefined;
  if (rows.length === 0) {
    if (isNew) return <EmptyState text={t('chat.hello')} />;
    if (!messages.error)
      return <ActivityIndicator style={{ flex: 1 }} color={theme.soft} aria-label={t('chat.loadingMessages')} />;
    const isMissing = messages.error instanceof ApiError && messages.error.status === 404;
    return (
      <EmptyState text={isMissing ? t('chat.missing') : messages.error.message}>
        {!isMissing && <Button label={t('common.tryAgain')} onPress={() => void messages.refetch()} />}
      </EmptyState>
    );
  }

  const renderRow = (row: ThreadRow) => {
    if (row.kind === 'user') return <UserMessage row={row} actions={actions} isBusy={isBusy} />;
    if (row.kind === 'assistant') {
      const { turn } = row;
      return turn?.answer.error && turn.answer.messageId === null ? (
        <RefusedAnswer error={turn.answer.error} onClose={() => chat.dismiss(turn)} />
      ) : (
        <AssistantMessage row={row} actions={actions} isBusy={isBusy} />
      );
    }
    const { key, message } = row;
    const takeBack = () => {
      chat.cancel(key);
      onTakeBack(message.text);
    };
    return <OutgoingMessage message={message} onCancel={takeBack} onSendAgain={() => chat.sendAgain(key)} />;
  };

  return (
    <MessageList
      rows={rows}
      renderRow={renderRow}
      isLoadingOlder={messages.isFetchingNextPage}
      onOlder={() => messages.hasNextPage && !messages.isFetchingNextPage && void messages.fetchNextPage()}
    />
  );
}
