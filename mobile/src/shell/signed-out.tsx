import { QueryClientProvider } from '@tanstack/react-query';
import { type ReactNode, useMemo } from 'react';
import { ApiContext, createApi } from '../lib/api-context.tsx';
import { useAppParts } from '../lib/app-context.ts';
import { createQueryClient } from '../lib/create-query-client.ts';

/** What is there before somebody is signed in. @param server absent before one is chosen */
export function SignedOut({ server, children }: { server: string | undefined; children: ReactNode }) {
  const { network } = useAppParts();
  const queryClient = useMemo(() => createQueryClient(() => undefined), []);
  const api = useMemo(() => (server === undefined ? null : createApi(server, undefined, network)), [server, network]);
  return (
    <QueryClientProvider client={queryClient}>
      <ApiContext value={api}>{children}</ApiContext>
    </QueryClientProvider>
  );
}
