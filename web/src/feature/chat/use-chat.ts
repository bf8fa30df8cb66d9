import {
  type ApiError,
  isRefused,
  isUnderWay,
  type Message,
  type Question,
  type Turn,
  toRows,
  unwrap,
} from '@omniai/client';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { useApi } from '../../lib/api-context.tsx';
import type { ModelChoice } from '../../lib/model-choice.ts';
import { queryKey } from '../../lib/query-key.ts';
import { say } from '../../lib/toast.ts';
import { useLatest } from '../../lib/use-latest.ts';
import { useText } from '../../lib/use-text.ts';
import { useTurnStore, useTurns } from './turn-store-context.tsx';
import { useMessages } from './use-messages.ts';

interface UseChatOptions {
  conversationId: string | undefined;
  choice: ModelChoice | null;
  onConversation(conversationId: string): void;
}

export type Chat = ReturnType<typeof useChat>;

/** One conversation as a person meets it: what is stored, what is under way, and what may be done. */
export function useChat({ conversationId, choice, onConversation }: UseChatOptions) {
  const t = useText();
  const api = useApi();
  const store = useTurnStore();
  const queryClient = useQueryClient();
  const [selection, setSelection] = useState<{ conversationId: string; branch: string } | null>(null);
  const branch = selection?.conversationId === conversationId ? (selection?.branch ?? null) : null;
  const messages = useMessages(conversationId, branch);
  const stored = useMemo(() => messages.data?.pages.flatMap((page) => page.items) ?? [], [messages.data]);
  const [startedKey, setStartedKey] = useState<string | null>(null);
  if (conversationId !== undefined && startedKey !== null) setStartedKey(null);
  const shownKey = useLatest(startedKey);
  // A conversation that is only beginning has no id to find its turn by.
  const turns = useTurns().filter((turn) =>
    conversationId === undefined ? turn.key === startedKey : turn.conversationId === conversationId,
  );
  const current = turns.find(isUnderWay);

  // New turns belong to the newest branch; an older one shows only those that are its own.
  const shownTurns =
    branch === null ? turns : turns.filter((turn) => stored.some((message) => message.id === turn.answer.messageId));

  const unfinished = stored.find((message) => message.status === 'streaming' && message.stream_id !== null);
  useEffect(() => {
    if (unfinished) store.resume(unfinished);
  }, [unfinished, store]);

  /** A new answer always makes the newest branch, so that is where the page goes with what it shows. */
  const goToNewest = () => {
    if (conversationId === undefined || branch === null) return;
    queryClient.setQueryData(queryKey.messages(conversationId, null), messages.data);
    setSelection(null);
  };

  /** Goes to a conversation that has got its id, unless the person has gone elsewhere meanwhile. */
  const openBegun = (id: string, turnKey: string) => shownKey.current === turnKey && onConversation(id);

  return {
    messages,
    rows: toRows(stored, shownTurns),
    current,
    threadKey: conversationId ?? 'new',
    send(question: Question) {
      const parentId = branch === null ? null : (stored[0]?.id ?? null);
      goToNewest();
      for (const turn of turns) if (isRefused(turn)) store.dismiss(turn);
      const key = store.send({ question, conversationId, parentId, choice, onConversation: openBegun });
      if (conversationId === undefined) setStartedKey(key);
    },
    edit(message: Message, text: string) {
      goToNewest();
      store.edit(message, text, choice);
    },
    goOn(message: Message) {
      goToNewest();
      store.goOn(message, choice);
    },
    retry(message: Message) {
      goToNewest();
      store.retry(message, choice);
    },
    resend(turn: Turn) {
      store.dismiss(turn);
      const { origin } = turn;
      if (origin.kind === 'send') this.send(origin);
      if (origin.kind === 'edit') this.edit(origin.replaced, origin.text);
      if (origin.kind === 'continue') this.goOn(origin.replaced);
      if (origin.kind === 'retry') this.retry(origin.replaced);
    },
    dismiss: store.dismiss,
    stop: () => current && store.stop(current),
    /** Begins a new conversation with everything up to a message. */
    async branch(message: Message) {
      const path = { id: message.conversation_id };
      const copying = unwrap(
        api.http.POST('/conversations/{id}/branch', { params: { path }, body: { message_id: message.id } }),
      );
      const copied = await copying.catch((error: ApiError) => say(error.message, { isTrouble: true }));
      if (!copied) return;
      void queryClient.invalidateQueries({ queryKey: queryKey.conversations });
      onConversation(copied.conversation.id);
      say(t('chat.branched'));
    },
    async pin(message: Message, pinned: boolean) {
      const pinning = unwrap(
        api.http.PATCH('/messages/{id}', { params: { path: { id: message.id } }, body: { pinned } }),
      );
      await pinning.catch((error: ApiError) => say(error.message, { isTrouble: true }));
      void queryClient.invalidateQueries({ queryKey: queryKey.allMessages(message.conversation_id) });
      void queryClient.invalidateQueries({ queryKey: queryKey.allContexts(message.conversation_id) });
    },
    selectBranch: (messageId: string) => conversationId && setSelection({ conversationId, branch: messageId }),
  };
}
