import { ApiError } from '@omniai/client';
import { QueryCache, QueryClient } from '@tanstack/react-query';

/** How long what was read may be shown without the server. */
export const KEPT_MS = 30 * 86_400_000;

/** The app's memory of what the server said. Reads are repeated while the server is away, and never when it refused. */
export function createQueryClient(onSignedOut: () => void): QueryClient {
  return new QueryClient({
    queryCache: new QueryCache({
      onError: (error) => {
        if (error instanceof ApiError && error.code === 'E2000') onSignedOut();
      },
    }),
    defaultOptions: {
      queries: {
        networkMode: 'always',
        staleTime: 10_000,
        // Kept until the app ends: a timer of 30 days would overflow, fire at once, and take it from what is kept on the phone too.
        gcTime: Number.POSITIVE_INFINITY,
        retry: (failures, error) => isTransient(error) && failures < 3,
        retryDelay: (failures) => Math.min(8_000, 500 * 2 ** failures),
      },
      mutations: { networkMode: 'always' },
    },
  });
}

function isTransient(error: unknown): boolean {
  return error instanceof ApiError && (error.status === 0 || error.status >= 502);
}
