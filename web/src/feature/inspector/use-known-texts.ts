import type { MessagePage } from '@omniai/client';
import { useQueryClient } from '@tanstack/react-query';
import { queryKey } from '../../lib/query-key.ts';

/** The words of a conversation's messages that the page has read, by message id: all of the newest, few of the oldest. */
export function useKnownTexts(conversationId: string): ReadonlyMap<string, string> {
  const branches = useQueryClient().getQueriesData<{ pages: MessagePage[] }>({
    queryKey: queryKey.allMessages(conversationId),
  });
  const messages = branches.flatMap(([, data]) => data?.pages.flatMap(({ items }) => items) ?? []);
  return new Map(messages.map(({ id, text }) => [id, text]));
}
