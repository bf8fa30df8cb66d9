import AsyncStorage from '@react-native-async-storage/async-storage';
import { createAsyncStoragePersister } from '@tanstack/query-async-storage-persister';
import { PersistQueryClientProvider } from '@tanstack/react-query-persist-client';
import { type ReactNode, useEffect, useState } from 'react';
import { ChatContext } from '../feature/chat/chat-context.ts';
import { startChat } from '../feature/chat/chat-parts.ts';
import { Reminders } from '../feature/task/reminders.tsx';
import { ApiContext, createApi } from '../lib/api-context.tsx';
import type { AppParts } from '../lib/app-context.ts';
import { useAppParts } from '../lib/app-context.ts';
import { createQueryClient, KEPT_MS } from '../lib/create-query-client.ts';
import { storage } from '../lib/storage.ts';
import { createOutgoingStore } from '../session/outgoing-store.ts';
import type { Session } from '../session/session.ts';
import { Toaster } from '../ui/toaster.tsx';
import { accountStorage } from './account-storage.ts';
import { followChanges } from './follow-changes.ts';
import { keepsQuery } from './keeps-query.ts';
import { Pushes } from './pushes.tsx';

type Entered = Extract<Session, { phase: 'signed_in' }>;
type Parts = ReturnType<typeof open>;

/** Written at most this often. */
const KEEP_EVERY_MS = 1_000;

/** What belongs to a session, from its beginning to its end. */
export function SignedIn({ session, children }: { session: Entered; children: ReactNode }) {
  const app = useAppParts();
  const [parts, setParts] = useState<Parts | null>(null);
  useEffect(() => {
    const opened = open(app, session);
    setParts(opened);
    return opened.close;
  }, [app, session]);
  if (!parts) return null;
  const { api, chat, queryClient, persister } = parts;
  // What was kept is shown at once and read again, however young it is: nobody told this phone what changed meanwhile.
  const readAgain = () => void queryClient.invalidateQueries();
  const dehydrateOptions = {
    shouldDehydrateQuery: (query: Parameters<typeof keepsQuery>[1]) => keepsQuery(queryClient, query),
  };
  return (
    <PersistQueryClientProvider
      client={queryClient}
      persistOptions={{ persister, maxAge: KEPT_MS, dehydrateOptions }}
      onSuccess={readAgain}
    >
      <ApiContext value={api}>
        <ChatContext value={chat}>
          {children}
          <Reminders />
          <Pushes />
          <Toaster />
        </ChatContext>
      </ApiContext>
    </PersistQueryClientProvider>
  );
}

function open({ sessions, network }: AppParts, { server, token, account }: Entered) {
  const names = accountStorage(server, account);
  const onSignedOut = () => sessions.tell({ type: 'refused', token });
  const api = createApi(server, token, network);
  const queryClient = createQueryClient(onSignedOut);
  const outgoing = createOutgoingStore(storage, names.outgoing);
  const chat = startChat({ api, queryClient, network, outgoing, onSignedOut });
  const persister = createAsyncStoragePersister({
    storage: AsyncStorage,
    key: names.cache,
    throttleTime: KEEP_EVERY_MS,
  });
  const stop = new AbortController();
  void followChanges(api, queryClient, chat.turns, stop.signal);
  return {
    ...{ api, queryClient, chat, persister },
    close() {
      stop.abort();
      chat.close();
    },
  };
}
