import { type AttachedFile, createKey, isUnderWay, type Turn } from '@omniai/client';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ModelChoice } from '../../lib/model-choice.ts';
import { tabStorage } from '../../lib/storage.ts';
import type { TurnStore } from './turn-store.ts';

/** A message that is sent when the answer that is being written has ended. */
export interface QueuedMessage {
  key: string;
  conversationId: string;
  text: string;
  files: readonly AttachedFile[];
  choice: ModelChoice | null;
  /** It is not sent by itself any more: the answer before it failed, or the page was loaded anew meanwhile. */
  isHeld: boolean;
}

export interface MessageQueue {
  state: StoreApi<readonly QueuedMessage[]>;
  add(message: Omit<QueuedMessage, 'key' | 'isHeld'>): void;
  remove(message: QueuedMessage): void;
  /** Sends it now, whatever it waits for. */
  send(message: QueuedMessage): void;
}

const KEY = 'queue';

/** The messages that wait, of all conversations. They outlive the screens and a reload of the page. */
export function createMessageQueue(turns: TurnStore): MessageQueue {
  const state = createStore<readonly QueuedMessage[]>(() => acceptQueue(tabStorage.read(KEY)));
  state.subscribe((queue) => tabStorage.write(KEY, queue.length === 0 ? null : JSON.stringify(queue)));

  const remove = ({ key }: QueuedMessage) => state.setState((queue) => queue.filter((one) => one.key !== key), true);
  const hold = (id: string) =>
    state.setState((queue) => queue.map((one) => (one.conversationId === id ? { ...one, isHeld: true } : one)), true);

  const send = (message: QueuedMessage) => {
    const { text, files, conversationId, choice } = message;
    remove(message);
    turns.send({ question: { text, files }, conversationId, parentId: null, choice, onConversation: () => undefined });
  };

  turns.state.subscribe((now, before) => {
    for (const { conversationId, hasFailed } of endedConversations(now, before)) {
      const next = state.getState().find((one) => one.conversationId === conversationId && !one.isHeld);
      if (!next) continue;
      if (hasFailed) hold(conversationId);
      else send(next);
    }
  });

  return {
    state,
    add: (message) => state.setState((queue) => [...queue, { ...message, key: createKey(), isHeld: false }], true),
    remove,
    send,
  };
}

/** The conversations in which nothing is being written any more, and whether that went wrong. */
export function endedConversations(
  now: readonly Turn[],
  before: readonly Turn[],
): { conversationId: string; hasFailed: boolean }[] {
  return before.filter(isUnderWay).flatMap(({ key, conversationId }) => {
    const turn = now.find((one) => one.key === key);
    const isBusy = now.some((one) => one.conversationId === conversationId && isUnderWay(one));
    if (conversationId === null || isBusy) return [];
    return [{ conversationId, hasFailed: turn?.answer.status === 'failed' || turn?.answer.status === 'sending' }];
  });
}

function acceptQueue(kept: string | null): QueuedMessage[] {
  try {
    const queue: unknown = JSON.parse(kept ?? '[]');
    return Array.isArray(queue) ? queue.filter(isQueued).map((message) => ({ ...message, isHeld: true })) : [];
  } catch {
    // Somebody else wrote there.
    return [];
  }
}

function isQueued(value: unknown): value is QueuedMessage {
  const has = (name: string, type: string) => typeof Object(value)[name] === type;
  return (
    has('key', 'string') &&
    has('conversationId', 'string') &&
    has('text', 'string') &&
    Array.isArray(Object(value).files)
  );
}
