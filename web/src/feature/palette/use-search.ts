import { unwrap } from '@omniai/client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useApi } from '../../lib/api-context.tsx';
import { queryKey } from '../../lib/query-key.ts';

const MOST_TITLES = 6;
const MOST_MESSAGES = 20;

/** Conversations whose titles have these words; without any, those that were used last. */
export function useTitleSearch(words: string) {
  const api = useApi();
  return useQuery({
    queryKey: [...queryKey.conversations, 'titles', words],
    queryFn: ({ signal }) =>
      unwrap(
        api.http.GET('/conversations', {
          params: { query: { limit: MOST_TITLES, ...(words !== '' && { q: words }) } },
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
  });
}

/** Messages in which these words stand, newest first; nothing without words. */
export function useMessageSearch(words: string) {
  const api = useApi();
  return useQuery({
    queryKey: queryKey.search(words),
    queryFn: ({ signal }) =>
      unwrap(api.http.GET('/search', { params: { query: { q: words, limit: MOST_MESSAGES } }, signal })),
    enabled: words !== '',
    placeholderData: (previous) => (words === '' ? undefined : previous),
  });
}
