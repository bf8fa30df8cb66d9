import { isUnderWay } from '@omniai/client';
import type { QueryClient, QueryKey } from '@tanstack/react-query';
import type { TurnStore } from '../feature/chat/turn-store.ts';
import type { Api } from '../lib/api-context.tsx';
import { queryKey } from '../lib/query-key.ts';

/** What is read again when the server says that a list has changed. */
const KEYS: Readonly<Record<string, readonly QueryKey[]>> = {
  conversations: [queryKey.conversations, queryKey.windows],
  windows: [queryKey.windows],
  // Where a person is stands beside what they chose.
  preferences: [queryKey.preferences, queryKey.spaces, queryKey.windows],
  memories: [queryKey.memories],
  agent_events: [queryKey.tasks],
  notifications: [queryKey.utterances],
  omi: [queryKey.omiStatus, queryKey.utterances, queryKey.me],
};

/** Reads again what changes elsewhere: on another device, by voice, in the background. */
export async function followChanges(api: Api, queryClient: QueryClient, turns: TurnStore, signal: AbortSignal) {
  let isFirst = true;
  for await (const change of api.followChanges(signal)) {
    if (change.type === 'changed') refresh(queryClient, turns, change.topics);
    // What is shown at the start has just been read.
    else if (!isFirst) refresh(queryClient, turns, [...Object.keys(KEYS), 'messages']);
    isFirst = false;
  }
}

function refresh(queryClient: QueryClient, turns: TurnStore, topics: readonly string[]): void {
  for (const topic of topics) {
    for (const key of KEYS[topic] ?? []) void queryClient.invalidateQueries({ queryKey: key });
  }
  if (!topics.includes('messages')) return;
  // A conversation whose answer is being written on this phone is read at the end of it.
  const underWay = new Set(turns.state.getState().flatMap((turn) => (isUnderWay(turn) ? turn.conversationId : [])));
  void queryClient.invalidateQueries({
    predicate: ({ queryKey: [noun, id] }) => noun === 'messages' && !underWay.has(String(id)),
  });
}
