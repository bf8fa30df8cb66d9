import { isUnderWay } from '@omniai/client';
import { type QueryClient, type QueryKey, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { TurnStore } from '../feature/chat/turn-store.ts';
import { useTurnStore } from '../feature/chat/turn-store-context.tsx';
import { useApi } from '../lib/api-context.tsx';
import { queryKey } from '../lib/query-key.ts';

const KEYS: Readonly<Record<string, readonly QueryKey[]>> = {
  conversations: [queryKey.conversations, queryKey.windows],
  windows: [queryKey.windows],
  // Where a person is stands beside what they chose.
  preferences: [queryKey.preferences, queryKey.spaces, queryKey.windows],
  memories: [queryKey.memories],
  agent_events: [queryKey.tasks],
  follow_ups: [queryKey.followUps],
  notifications: [queryKey.notifications, queryKey.utterances],
  omi: [queryKey.omiStatus, queryKey.utterances, queryKey.me],
};

/** Shows nothing; while it is there, what changes elsewhere is read again: on another device, by voice, in the background. */
export function LiveChanges(): null {
  const api = useApi();
  const queryClient = useQueryClient();
  const turns = useTurnStore();
  useEffect(() => {
    const stop = new AbortController();
    void follow();
    return () => stop.abort();

    async function follow(): Promise<void> {
      let isFirst = true;
      for await (const change of api.followChanges(stop.signal)) {
        if (change.type === 'changed') refresh(queryClient, turns, change.topics);
        // What is shown at the start has just been read.
        else if (!isFirst) refresh(queryClient, turns, [...Object.keys(KEYS), 'messages']);
        isFirst = false;
      }
    }
  }, [api, queryClient, turns]);
  return null;
}

function refresh(queryClient: QueryClient, turns: TurnStore, topics: readonly string[]): void {
  for (const topic of topics) {
    for (const key of KEYS[topic] ?? []) void queryClient.invalidateQueries({ queryKey: key });
  }
  if (!topics.includes('messages')) return;
  // A conversation whose answer is being written on this page knows what happens in it, and reads it at the end.
  const underWay = new Set(turns.state.getState().flatMap((turn) => (isUnderWay(turn) ? turn.conversationId : [])));
  void queryClient.invalidateQueries({
    predicate: ({ queryKey: [noun, id] }) => (noun === 'messages' || noun === 'context') && !underWay.has(String(id)),
  });
}
