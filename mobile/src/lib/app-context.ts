import { createContext, use } from 'react';
import { useStore } from 'zustand';
import type { Session } from '../session/session.ts';
import type { SessionStore } from '../session/session-store.ts';
import type { Network } from './network.ts';

/** What is there from the start of the app to its end. */
export interface AppParts {
  sessions: SessionStore;
  network: Network;
}

export const AppContext = createContext<AppParts | null>(null);

/** @throws Error outside of the provider, which is a bug. */
export function useAppParts(): AppParts {
  const parts = use(AppContext);
  if (!parts) throw new Error('useAppParts must be inside AppContext');
  return parts;
}

export function useSession(): Session {
  return useStore(useAppParts().sessions.state);
}
