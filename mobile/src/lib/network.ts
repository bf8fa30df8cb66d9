import type { NetworkSignal } from '@omniai/client';
import NetInfo from '@react-native-community/netinfo';
import { AppState } from 'react-native';

/** Shorter absences leave connections as they were. */
const ASLEEP_AFTER_MS = 5_000;

export interface Network extends NetworkSignal {
  isOnline(): boolean;
  /** Hears when `isOnline` changes. @returns the way to end that */
  subscribe(listener: () => void): () => void;
}

type Kind = 'online' | 'lost';

/** What the device says of its network and of its own sleep. */
export function createNetwork(): Network {
  // It would ask a foreign host whether there is an internet; the only host the app asks is its server.
  NetInfo.configure({ reachabilityShouldRun: () => false });
  const listeners: Record<Kind, Set<() => void>> = { online: new Set(), lost: new Set() };
  const watchers = new Set<() => void>();
  const fire = (kind: Kind) => {
    for (const listener of [...listeners[kind]]) listener();
  };
  /** What was open is opened again, and without a pause. */
  const renew = () => {
    fire('lost');
    setTimeout(() => fire('online'), 50);
  };
  let isOnline = true;
  let type = '';
  NetInfo.addEventListener((state) => {
    // A network without the internet may still be the one the server is in.
    const now = state.isConnected !== false;
    const isOther = now && type !== '' && type !== state.type;
    const isBack = now && !isOnline;
    isOnline = now;
    type = now ? state.type : type;
    if (isOther || isBack) renew();
    for (const watcher of watchers) watcher();
  });
  let leftMs = 0;
  AppState.addEventListener('change', (state) => {
    if (state !== 'active') leftMs = leftMs === 0 ? Date.now() : leftMs;
    else {
      if (leftMs !== 0 && Date.now() - leftMs > ASLEEP_AFTER_MS) renew();
      leftMs = 0;
    }
  });
  return {
    isOnline: () => isOnline,
    subscribe(listener) {
      watchers.add(listener);
      return () => watchers.delete(listener);
    },
    addEventListener: (kind, listener) => listeners[kind].add(listener),
    removeEventListener: (kind, listener) => listeners[kind].delete(listener),
  };
}
