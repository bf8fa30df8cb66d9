import type { ApiKeyId, SessionId, UserId } from '../kit/id.ts';

type Listener = () => void;

/** Tells live connections of this process that the session or API key they stand on is over. */
export interface SessionEnds {
  /**
   * Calls `listener` once, when this session or every session of its user ends.
   * @returns a function that stops listening
   */
  subscribe(session: { sessionId: SessionId | ApiKeyId; userId: UserId }, listener: Listener): () => void;
  /** What live connections stand on at this moment: sessions and API keys. */
  listened(): (SessionId | ApiKeyId)[];
  /** To be called after the end is committed. */
  endSession(sessionId: SessionId | ApiKeyId): void;
  /** To be called after an account was disabled, demoted or deleted. */
  endUser(userId: UserId): void;
}

export function createSessionEnds(): SessionEnds {
  const listeners = new Map<string, Set<Listener>>();
  /** How many live connections stand on each. */
  const stoodOn = new Map<SessionId | ApiKeyId, number>();

  const add = (key: string, listener: Listener) => {
    const set = listeners.get(key) ?? new Set();
    listeners.set(key, set.add(listener));
  };
  const remove = (key: string, listener: Listener) => {
    const set = listeners.get(key);
    set?.delete(listener);
    if (set?.size === 0) listeners.delete(key);
  };
  const count = (id: SessionId | ApiKeyId, change: number) => {
    const left = (stoodOn.get(id) ?? 0) + change;
    if (left > 0) stoodOn.set(id, left);
    else stoodOn.delete(id);
  };
  const announce = (key: string) => {
    for (const listener of [...(listeners.get(key) ?? [])]) listener();
  };

  return {
    subscribe({ sessionId, userId }, listener) {
      const stop = () => {
        if (isOver) return;
        isOver = true;
        count(sessionId, -1);
        remove(sessionId, once);
        remove(userId, once);
      };
      let isOver = false;
      const once = () => {
        stop();
        listener();
      };
      add(sessionId, once);
      add(userId, once);
      count(sessionId, 1);
      return stop;
    },
    listened: () => [...stoodOn.keys()],
    endSession: announce,
    endUser: announce,
  };
}
