import { type ApiClient, unwrap } from '@omniai/client';
import { useQuery } from '@tanstack/react-query';
import { useApi } from '../../../lib/api-context.tsx';
import { queryKey } from '../../../lib/query-key.ts';

const read = (http: ApiClient['http'], signal: AbortSignal) => unwrap(http.GET('/admin/settings', { signal }));

export type SystemSettings = Awaited<ReturnType<typeof read>>;

export function useSystemSettings() {
  const { http } = useApi();
  return useQuery({ queryKey: queryKey.console('settings'), queryFn: ({ signal }) => read(http, signal) });
}
