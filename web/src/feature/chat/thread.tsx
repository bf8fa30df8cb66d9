import { ApiError, isRefused, type Row } from '@omniai/client';
import { useCallback, useMemo } from 'react';
import { useLatest } from '../../lib/use-latest.ts';
import { useProviders } from '../../lib/use-providers.ts';
import { useText } from '../../lib/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { AssistantMessage } from './assistant-message.tsx';
import type { MessageActions } from './message-action.ts';
import { MessageList } from './message-list.tsx';
import { RefusedMessage } from './refused-message.tsx';
import type { Chat } from './use-chat.ts';
import { UserMessage } from './user-message.tsx';

interface ThreadProps {
  chat: Chat;
  /** Takes the text of a message that could not be sent back to where it was written. */
  onEdit(text: string): void;
}

export function Thread({ chat, onEdit }: ThreadProps) {
  const { messages, rows, current } = chat;
  const isGuide = useIsGuide();
  const latest = useLatest(chat);
  const actions = useMemo<MessageActions>(
    () => ({
      retry: (message) => latest.current.retry(message),
      goOn: (message) => latest.current.goOn(message),
      edit: (message, text) => latest.current.edit(message, text),
      branch: (message) => latest.current.branch(message),
      pin: (message, isPinned) => latest.current.pin(message, isPinned),
      selectBranch: (messageId) => latest.current.selectBranch(messageId),
    }),
    [latest],
  );
  const isBusy = current !== undefined;
  if (rows.length === 0) {
    return messages.error ? (
      <ThreadError error={messages.error} onRetry={() => void messages.refetch()} />
    ) : (
      <Skeleton />
    );
  }

  const renderRow = (row: Row) => {
    if (row.kind === 'user') return <UserMessage row={row} actions={actions} isBusy={isBusy} />;
    const { turn } = row;
    if (turn && isRefused(turn)) {
      return (
        <RefusedMessage
          turn={turn}
          onRetry={() => chat.resend(turn)}
          onDismiss={() => {
            chat.dismiss(turn);
            if ('text' in turn.origin) onEdit(turn.origin.text);
          }}
        />
      );
    }
    return <AssistantMessage row={row} isGuide={isGuide} actions={actions} isBusy={isBusy} />;
  };

  return (
    <MessageList
      rows={rows}
      renderRow={renderRow}
      hasOlder={messages.hasNextPage}
      isLoadingOlder={messages.isFetchingNextPage}
      onLoadOlder={() => void messages.fetchNextPage()}
    />
  );
}

function useIsGuide() {
  const providers = useProviders().data?.providers;
  return useCallback(
    (providerId: string) => providers?.some((provider) => provider.id === providerId && !provider.is_model) ?? false,
    [providers],
  );
}

function ThreadError({ error, onRetry }: { error: Error; onRetry(): void }) {
  const t = useText();
  const isMissing = error instanceof ApiError && error.status === 404;
  return (
    <div className="flex flex-1 flex-col items-center justify-center gap-3 px-6 text-center">
      <p className="text-soft">{isMissing ? t('chat.missing') : error.message}</p>
      {!isMissing && <Button onClick={onRetry}>{t('common.tryAgain')}</Button>}
    </div>
  );
}

function Skeleton() {
  const t = useText();
  return (
    <div className="flex flex-1 flex-col justify-end overflow-hidden" role="status">
      <span className="sr-only">{t('chat.loadingMessages')}</span>
      <div className="mx-auto grid w-full max-w-3xl animate-pulse gap-4 px-4 pb-10 sm:px-6" aria-hidden="true">
        <div className="h-10 w-2/5 justify-self-end rounded-2xl bg-panel" />
        <div className="h-4 w-11/12 rounded bg-panel" />
        <div className="h-4 w-4/5 rounded bg-panel" />
        <div className="h-4 w-3/5 rounded bg-panel" />
      </div>
    </div>
  );
}
