import { QueryClientProvider } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { ChatContext } from '../src/feature/chat/chat-context.ts';
import { startChat } from '../src/feature/chat/chat-parts.ts';
import { type Api, ApiContext } from '../src/lib/api-context.tsx';
import { AppContext, type AppParts } from '../src/lib/app-context.ts';
import { createQueryClient } from '../src/lib/create-query-client.ts';
import type { Network } from '../src/lib/network.ts';
import { createOutgoingStore } from '../src/session/outgoing-store.ts';
import { createSessionStore, type Vault } from '../src/session/session-store.ts';
import { draw } from './draw.tsx';

/** A network that is there or not, as the test says. */
export interface NetworkStandIn extends Network {
  turn(isOnline: boolean): void;
}

export function standInForNetwork(isOnlineAtFirst = true): NetworkStandIn {
  let isOnline = isOnlineAtFirst;
  const watchers = new Set<() => void>();
  return {
    isOnline: () => isOnline,
    subscribe(listener) {
      watchers.add(listener);
      return () => watchers.delete(listener);
    },
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
    turn(next) {
      isOnline = next;
      for (const watcher of watchers) watcher();
    },
  };
}

export const NO_VAULT: Vault = { read: async () => null, write: async () => undefined };

const opened: (() => void)[] = [];
// What is still under way would keep the tests from ending.
afterEach(() => {
  for (const close of opened.splice(0)) close();
});

const ACCOUNT = { id: 'p1', email: 'ada@example.org', name: 'Ada' };

/** Draws a screen with everything around it that a running app has: signed in, or at the door of a server. */
export async function drawIn(
  api: Api,
  element: ReactElement,
  { isSignedIn = true, network = standInForNetwork() }: { isSignedIn?: boolean; network?: NetworkStandIn } = {},
) {
  const sessions = createSessionStore(NO_VAULT);
  await sessions.open();
  sessions.tell({ type: 'server_chosen', server: api.server });
  if (isSignedIn) sessions.tell({ type: 'entered', server: api.server, token: 'token', account: ACCOUNT });
  const app: AppParts = { sessions, network };
  const queryClient = createQueryClient(() => undefined);
  const { mutations, ...defaults } = queryClient.getDefaultOptions();
  // What was done is else remembered for five minutes, by a timer that keeps the tests from ending.
  queryClient.setDefaultOptions({ ...defaults, mutations: { ...mutations, gcTime: Number.POSITIVE_INFINITY } });
  const outgoing = createOutgoingStore(NO_VAULT, 'outgoing');
  const chat = startChat({ api, queryClient, network, outgoing, onSignedOut: () => undefined });
  opened.push(chat.close, () => queryClient.clear());
  await draw(
    <AppContext value={app}>
      <QueryClientProvider client={queryClient}>
        <ApiContext value={api}>
          <ChatContext value={chat}>{element}</ChatContext>
        </ApiContext>
      </QueryClientProvider>
    </AppContext>,
  );
  return { ...app, chat, queryClient };
}
