import { ApiError } from '@omniai/client';
import { QueryCache, QueryClient } from '@tanstack/react-query';
import { queryKey } from './query-key.ts';

/** The page's memory of what the server said. Reads are repeated while the server is away, and never when it refused. */
export function createQueryClient(): QueryClient {
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({
      onError(error, query) {
        const isMe = query.queryKey[0] === queryKey.me[0];
        if (isSignedOut(error) && !isMe) void client.invalidateQueries({ queryKey: queryKey.me });
      },
    }),
    defaultOptions: {
      queries: {
        networkMode: 'always',
        staleTime: 10_000,
        retry: (failures, error) => isTransient(error) && failures < 3,
        retryDelay: (failures) => Math.min(8_000, 500 * 2 ** failures),
      },
      mutations: { networkMode: 'always' },
    },
  });
  return client;
}

export function isSignedOut(error: unknown): boolean {
  return error instanceof ApiError && error.code === 'E2000';
}

function isTransient(error: unknown): boolean {
  return error instanceof ApiError && (error.status === 0 || error.status >= 502);
}
