import { ApiError, createKey, isUnderWay, type Turn } from '@omniai/client';
import type { QueryClient } from '@tanstack/react-query';
import type { Api } from '../../lib/api-context.tsx';
import type { Network } from '../../lib/network.ts';
import { queryKey } from '../../lib/query-key.ts';
import { nextOutgoing, type Outgoing } from '../../session/outgoing.ts';
import type { OutgoingStore } from '../../session/outgoing-store.ts';
import { createTurnStore, type TurnStore } from './turn-store.ts';

/** What sends messages and follows answers while somebody is signed in, whatever screen is shown. */
export interface ChatParts {
  turns: TurnStore;
  outgoing: OutgoingStore;
  /** Writes a message down; it leaves as soon as it can. @param key the first message of a conversation has the key of its thread */
  write(message: Pick<Outgoing, 'conversationId' | 'threadKey' | 'text' | 'choice' | 'parentId'>, key?: string): void;
  /** Takes back what the server has not confirmed. */
  cancel(key: string): void;
  close(): void;
}

interface Needs {
  api: Api;
  queryClient: QueryClient;
  network: Network;
  outgoing: OutgoingStore;
  onSignedOut(): void;
}

export function startChat({ api, queryClient, network, outgoing, onSignedOut }: Needs): ChatParts {
  const turns = createTurnStore(api, {
    onAccepted({ key, conversationId, origin }) {
      void queryClient.invalidateQueries({ queryKey: queryKey.conversations });
      if (origin.kind === 'send' && conversationId !== null) outgoing.tell({ type: 'accepted', key, conversationId });
    },
    onRefused(turn) {
      const { error } = turn.answer;
      // Signed out: the message stays, and leaves when the same person is back.
      if (error?.code === 'E2000') return onSignedOut();
      if (turn.origin.kind !== 'send') return;
      turns.dismiss(turn);
      outgoing.tell({ type: 'refused', key: turn.key, reason: error?.message ?? '' });
    },
    onEnded: (turn) => readAgain(queryClient, turn),
  });
  const isBusy = (conversationId: string) =>
    turns.state.getState().some((turn) => turn.conversationId === conversationId && isUnderWay(turn));
  // One at a time: that it was taken changes the queue, which calls this again for the next.
  const sendNext = () => {
    const [message] = network.isOnline() ? nextOutgoing(outgoing.state.getState(), isBusy) : [];
    if (!message) return;
    outgoing.tell({ type: 'taken', key: message.key });
    turns.send(message);
  };
  const stops = [outgoing.state.subscribe(sendNext), turns.state.subscribe(sendNext), network.subscribe(sendNext)];
  void outgoing.open();
  return {
    turns,
    outgoing,
    write: (message, key = createKey()) => outgoing.tell({ type: 'written', message: { ...message, key } }),
    cancel(key) {
      turns.abandon(key);
      outgoing.tell({ type: 'cancelled', key });
    },
    close() {
      for (const stop of stops) stop();
      turns.close();
    },
  };
}

/** @throws ApiError while the messages cannot be read */
async function readAgain(queryClient: QueryClient, { conversationId }: Turn): Promise<void> {
  void queryClient.invalidateQueries({ queryKey: queryKey.conversations });
  void queryClient.invalidateQueries({ queryKey: queryKey.me });
  if (conversationId === null) throw new ApiError({ code: 'unknown', message: 'There is no conversation.', status: 0 });
  await queryClient.invalidateQueries({ queryKey: queryKey.allMessages(conversationId) }, { throwOnError: true });
}
