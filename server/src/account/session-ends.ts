import type { ApiKeyId, SessionId, UserId } from '../kit/id.ts';
import { LiveList } from '../kit/live-list.ts';

interface Subscription {
  sessionId: SessionId | ApiKeyId;
  userId: UserId;
  listener: () => void;
}

/** Tells live connections of this process that the session or API key they stand on is over. */
export interface SessionEnds {
  /**
   * Calls `listener` once, when this session or every session of its user ends.
   * @returns a function that stops listening
   */
  subscribe(session: Omit<Subscription, 'listener'>, listener: () => void): () => void;
  /** What live connections stand on at this moment: sessions and API keys. */
  listened(): (SessionId | ApiKeyId)[];
  /** To be called after the end is committed. */
  endSession(sessionId: SessionId | ApiKeyId): void;
  /** To be called after an account was disabled, demoted or deleted. */
  endUser(userId: UserId): void;
}

export function createSessionEnds(): SessionEnds {
  const subscriptions = new LiveList<Subscription>();

  function end(isMeant: (subscription: Subscription) => boolean): void {
    for (const subscription of subscriptions.list().filter(isMeant)) {
      // One that ends may end others.
      if (!subscriptions.has(subscription)) continue;
      subscriptions.delete(subscription);
      subscription.listener();
    }
  }

  return {
    subscribe(session, listener) {
      const subscription = { ...session, listener };
      subscriptions.add(subscription);
      return () => subscriptions.delete(subscription);
    },
    listened: () => [...new Set(subscriptions.list().map(({ sessionId }) => sessionId))],
    endSession: (id) => end(({ sessionId }) => sessionId === id),
    endUser: (id) => end(({ userId }) => userId === id),
  };
}
