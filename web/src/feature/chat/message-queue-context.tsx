import { createContext, use } from 'react';
import { useStore } from 'zustand';
import type { MessageQueue, QueuedMessage } from './message-queue.ts';

export const MessageQueueContext = createContext<MessageQueue | null>(null);

/** @throws Error outside of the provider, which is a bug. */
export function useMessageQueue(): MessageQueue {
  const queue = use(MessageQueueContext);
  if (!queue) throw new Error('useMessageQueue must be inside MessageQueueContext');
  return queue;
}

/** What waits in a conversation, in the order in which it will be sent. */
export function useQueued(conversationId: string | undefined): readonly QueuedMessage[] {
  const all = useStore(useMessageQueue().state);
  return all.filter((message) => message.conversationId === conversationId);
}
