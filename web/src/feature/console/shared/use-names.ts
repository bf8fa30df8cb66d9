import { unwrap } from '@omniai/client';
import { useQuery } from '@tanstack/react-query';
import { type Api, useApi } from '../../../lib/api-context.tsx';
import { queryKey } from '../../../lib/query-key.ts';

/** Pages of a hundred: more people than that are called by their id. */
const MOST_PAGES = 5;

/** Gives the address of somebody by their id; the beginning of the id of who is not known, or gone. */
export function useNames(): (userId: string) => string {
  const api = useApi();
  const { data } = useQuery({
    queryKey: queryKey.console('names'),
    queryFn: ({ signal }) => readNames(api, signal),
    staleTime: 5 * 60_000,
    refetchOnWindowFocus: false,
  });
  return (userId) => data?.get(userId) ?? `…${userId.slice(-8)}`;
}

async function readNames(api: Api, signal: AbortSignal): Promise<Map<string, string>> {
  const names = new Map<string, string>();
  let cursor: string | undefined;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const query = { limit: 100, ...(cursor && { cursor }) };
    const { items, nextCursor } = await unwrap(api.http.GET('/admin/users', { params: { query }, signal }));
    for (const { id, email } of items) names.set(id, email);
    if (nextCursor === undefined) break;
    cursor = nextCursor;
  }
  return names;
}
