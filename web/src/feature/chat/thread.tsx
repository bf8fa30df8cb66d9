import { ApiError, isRefused, type Row, type Turn } from '@omniai/client';
import { useCallback, useMemo } from 'react';
import { useLatest } from '../../lib/use-latest.ts';
import { useProviders } from '../../lib/use-providers.ts';
import { useText } from '../../lib/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { AssistantMessage } from './assistant-message.tsx';
import type { HeldMessage } from './held-message.ts';
import type { MessageActions } from './message-action.ts';
import { MessageList } from './message-list.tsx';
import { RefusedMessage } from './refused-message.tsx';
import type { Chat } from './use-chat.ts';
import { UserMessage } from './user-message.tsx';

interface ThreadProps {
  chat: Chat;
  /** The message that its writer has in the hand again. */
  held: HeldMessage | undefined;
  onHold(held: HeldMessage | undefined): void;
  /** Takes what could not be sent back to where it was written. */
  onTakeBack(turn: Turn): void;
}

export function Thread({ chat, held, onHold, onTakeBack }: ThreadProps) {
  const { messages, rows, current } = chat;
  const isGuide = useIsGuide();
  const latest = useLatest({ ...chat, onHold, held });
  const actions = useMemo<MessageActions>(
    () => ({
      retry: (message) => latest.current.retry(message),
      goOn: (message) => latest.current.goOn(message),
      hold: (message) => latest.current.onHold(message && { id: message.id, text: message.text }),
      reword: (text) => latest.current.held && latest.current.onHold({ ...latest.current.held, text }),
      edit(message, text) {
        latest.current.onHold(undefined);
        latest.current.edit(message, text);
      },
      branch: (message) => latest.current.branch(message),
      pin: (message, isPinned) => latest.current.pin(message, isPinned),
      selectBranch: (messageId) => latest.current.selectBranch(messageId),
    }),
    [latest],
  );
  const isBusy = current !== undefined;
  if (rows.length === 0) {
    if (messages.error) return <ThreadError error={messages.error} onRetry={() => void messages.refetch()} />;
    return messages.isSuccess ? <NothingSaid /> : <Skeleton />;
  }

  const renderRow = (row: Row) => {
    if (row.kind === 'user') {
      const rewording = row.message && held?.id === row.message.id ? held.text : undefined;
      return <UserMessage row={row} rewording={rewording} actions={actions} isBusy={isBusy} />;
    }
    const { turn } = row;
    if (turn && isRefused(turn)) {
      return (
        <RefusedMessage
          turn={turn}
          onRetry={() => chat.resend(turn)}
          onDismiss={() => {
            chat.dismiss(turn);
            onTakeBack(turn);
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
      heldId={held?.id}
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

function NothingSaid() {
  const t = useText();
  return <p className="flex flex-1 items-center justify-center px-6 text-soft">{t('chat.nothingSaid')}</p>;
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
