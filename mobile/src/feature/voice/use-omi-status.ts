import { unwrap } from '@omniai/client';
import { useQuery } from '@tanstack/react-query';
import { useApi } from '../../lib/api-context.tsx';
import { queryKey } from '../../lib/query-key.ts';

/** While a code may be spoken at any moment, the screen shows within a second that it was heard. */
const WAITING_MS = 1_000;
const CALM_MS = 15_000;

/** The person's links and how they are doing, kept up to date as long as the screen is looked at. */
export function useOmiStatus() {
  const api = useApi();
  return useQuery({
    queryKey: queryKey.omiStatus,
    queryFn: ({ signal }) => unwrap(api.http.GET('/omi/status', { signal })),
    refetchInterval: ({ state }) =>
      state.data?.links.some(({ status }) => status === 'pending') ? WAITING_MS : CALM_MS,
  });
}
