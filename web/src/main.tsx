import '@fontsource-variable/inter/wght.css';
import './style.css';
import { I18nProvider } from '@lingui/react';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createPageRouter } from './app/router.tsx';
import { createMessageQueue } from './feature/chat/message-queue.ts';
import { MessageQueueContext } from './feature/chat/message-queue-context.tsx';
import { createTurnStore } from './feature/chat/turn-store.ts';
import { TurnStoreContext } from './feature/chat/turn-store-context.tsx';
import { preloadMessages } from './feature/chat/use-messages.ts';
import { ApiContext, createApi } from './lib/api-context.tsx';
import { createQueryClient } from './lib/create-query-client.ts';
import { i18n, loadArea, preferredLanguage, speak } from './lib/i18n.ts';
import { loadRuntimeConfig } from './lib/runtime-config.ts';
import { loadServerSentences } from './lib/server-sentence.ts';

const root = document.getElementById('root');
if (!root) throw new Error('the page has no root');

const [{ apiBaseUrl }] = await Promise.all([loadRuntimeConfig(), speakFirst()]);
const api = createApi(apiBaseUrl);
const queryClient = createQueryClient();
const turns = createTurnStore(api, queryClient);
const router = createPageRouter({ preloadMessages: (id) => preloadMessages(api, queryClient, id) });

createRoot(root).render(
  <StrictMode>
    <I18nProvider i18n={i18n}>
      <ApiContext value={api}>
        <QueryClientProvider client={queryClient}>
          <TurnStoreContext value={turns}>
            <MessageQueueContext value={createMessageQueue(turns)}>
              <RouterProvider router={router} />
            </MessageQueueContext>
          </TurnStoreContext>
        </QueryClientProvider>
      </ApiContext>
    </I18nProvider>
  </StrictMode>,
);

async function speakFirst(): Promise<void> {
  i18n.on('change', () => {
    document.documentElement.lang = i18n.locale;
    // Until they are here, or where they do not come, the server speaks English.
    loadServerSentences(i18n.locale).catch(() => undefined);
  });
  await speak(preferredLanguage());
  await loadArea('common');
}
