import type { Turn } from '@omniai/client';
import { createContext, use } from 'react';
import { useStore } from 'zustand';
import type { TurnStore } from './turn-store.ts';

export const TurnStoreContext = createContext<TurnStore | null>(null);

/** @throws Error outside of the provider, which is a bug. */
export function useTurnStore(): TurnStore {
  const store = use(TurnStoreContext);
  if (!store) throw new Error('useTurnStore must be inside TurnStoreContext');
  return store;
}

export function useTurns(): readonly Turn[] {
  return useStore(useTurnStore().state);
}
