import type { UserId } from '../kit/id.ts';
import type { Topic, WriteWatcher } from '../store/watch-writes.ts';

type Listener = (topics: ReadonlySet<Topic>) => void;

/** Tells live connections of this process what of their person's things has changed. A hint, never the truth: whoever hears it reads again. */
export interface Changes extends WriteWatcher {
  /** @returns a function that stops listening */
  subscribe(owner: UserId, listener: Listener): () => void;
}

export function createChanges(): Changes {
  const listeners = new Map<UserId, Set<Listener>>();
  return {
    isWatched: (owner) => listeners.has(owner),
    wrote(owner, topics) {
      for (const listener of listeners.get(owner) ?? []) listener(topics);
    },
    subscribe(owner, listener) {
      const set = listeners.get(owner) ?? new Set();
      listeners.set(owner, set.add(listener));
      return () => {
        set.delete(listener);
        if (set.size === 0) listeners.delete(owner);
      };
    },
  };
}
