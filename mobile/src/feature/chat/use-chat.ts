import { createKey, isRefused, isUnderWay, type Message, type Row, type Turn, toRows, unwrap } from '@omniai/client';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import { useApi } from '../../lib/api-context.tsx';
import { messagesQuery } from '../../lib/messages-query.ts';
import { modelChoice } from '../../lib/model-choice.ts';
import { queryKey } from '../../lib/query-key.ts';
import type { Outgoing } from '../../session/outgoing.ts';
import { useChatParts, useOutgoing, useTurns } from './chat-context.ts';

export type Chat = ReturnType<typeof useChat>;

/** A line of the thread: of the conversation itself, or a message that has not left yet. */
export type ThreadRow = Row | { kind: 'outgoing'; key: string; message: Outgoing };

/**
 * One conversation as a person meets it: what is stored, what is under way, and what may be done.
 * @param conversationId undefined for one that begins with the next message
 * @param thread names a conversation that has begun on this phone and not at the server
 */
export function useChat(conversationId: string | undefined, thread: string | undefined) {
  const api = useApi();
  const { turns, outgoing, write, cancel } = useChatParts();
  const queryClient = useQueryClient();
  const choice = useStore(modelChoice);
  const [threadKey, setThreadKey] = useState(() => thread ?? createKey());
  const [branch, setBranch] = useState<string | null>(null);
  const messages = useInfiniteQuery({
    ...messagesQuery(api, conversationId ?? '', branch),
    enabled: conversationId !== undefined,
    // Another branch of the same conversation shares its beginning: it is shown until the new one is here.
    placeholderData: (previous, query) => (query?.queryKey[1] === conversationId ? previous : undefined),
  });
  const stored = useMemo(() => messages.data?.pages.flatMap((page) => page.items) ?? [], [messages.data]);
  const waiting = useOutgoing().filter((one) => isOf(one, conversationId, threadKey));
  const keys = new Set(waiting.map(({ key }) => key));
  const all = useTurns().filter((turn) =>
    conversationId === undefined
      ? keys.has(turn.key) || turn.key === threadKey
      : turn.conversationId === conversationId,
  );
  const shown = branch === null ? all : all.filter(({ answer }) => stored.some(({ id }) => id === answer.messageId));
  const current = all.find(isUnderWay);

  const unfinished = stored.find((message) => message.status === 'streaming' && message.stream_id !== null);
  useEffect(() => {
    if (unfinished) turns.resume(unfinished);
  }, [unfinished, turns]);

  const begun = new Set(shown.map(({ key }) => key));
  const unsent = waiting.filter(({ key }) => !begun.has(key));
  const rows: ThreadRow[] = [
    ...toRows(stored, shown),
    ...unsent.map((message) => ({ kind: 'outgoing' as const, key: message.key, message })),
  ];
  const clear = () => {
    setBranch(null);
    for (const turn of all) if (isRefused(turn)) turns.dismiss(turn);
  };

  return {
    messages,
    rows,
    current,
    choice,
    /** Where the server has made the conversation meanwhile: its id. */
    begunId: conversationId ?? all.find((turn) => turn.conversationId !== null)?.conversationId ?? undefined,
    send(text: string) {
      const parentId = branch === null ? null : (stored[0]?.id ?? null);
      clear();
      const isFirst = conversationId === undefined && waiting.length === 0;
      write(
        { conversationId: conversationId ?? null, threadKey, text, choice, parentId },
        isFirst ? threadKey : undefined,
      );
    },
    cancel(key: string) {
      cancel(key);
      // What was taken back may have arrived all the same: the next first message must not have its key.
      if (key === threadKey) setThreadKey(createKey());
    },
    sendAgain: (key: string) => outgoing.tell({ type: 'retried', key }),
    edit(message: Message, text: string) {
      clear();
      turns.edit(message, text, choice);
    },
    goOn(message: Message) {
      clear();
      turns.goOn(message, choice);
    },
    retry(message: Message) {
      clear();
      turns.retry(message, choice);
    },
    dismiss: (turn: Turn) => turns.dismiss(turn),
    stop: () => current && turns.stop(current),
    selectBranch: setBranch,
    /** Begins a new conversation with everything up to a message. @throws ApiError @returns its id */
    async branch(message: Message): Promise<string> {
      const path = { id: message.conversation_id };
      const body = { message_id: message.id };
      const copied = await unwrap(api.http.POST('/conversations/{id}/branch', { params: { path }, body }));
      void queryClient.invalidateQueries({ queryKey: queryKey.conversations });
      return copied.conversation.id;
    },
  };
}

function isOf(message: Outgoing, conversationId: string | undefined, threadKey: string): boolean {
  return conversationId === undefined ? message.threadKey === threadKey : message.conversationId === conversationId;
}
