import { unwrap } from '@omniai/client';
import { useApi } from '../../lib/api-context.tsx';
import { queryKey } from '../../lib/query-key.ts';
import { usePages } from '../../lib/use-pages.ts';
import type { Memory } from './memory.ts';

const PAGE_SIZE = 40;

/**
 * The person's memories, newest first, a page at a time.
 * @param words that all must be there; empty: no matter which
 */
export function useMemories(status: Memory['status'], words = '') {
  const api = useApi();
  const q = words.trim();
  return usePages([...queryKey.memories, status, q], (cursor, signal) =>
    unwrap(
      api.http.GET('/memories', {
        params: {
          query: { limit: PAGE_SIZE, status, ...(q !== '' && { q }), ...(cursor !== undefined && { cursor }) },
        },
        signal,
      }),
    ),
  );
}
