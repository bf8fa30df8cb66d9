import { unwrap } from '@omniai/client';
import { useQuery } from '@tanstack/react-query';
import { useApi } from '../../../lib/api-context.tsx';
import { queryKey } from '../../../lib/query-key.ts';

/** The backups that were made and proved, newest first. */
export function useBackups() {
  const api = useApi();
  return useQuery({
    queryKey: queryKey.console('backups'),
    queryFn: ({ signal }) => unwrap(api.http.GET('/admin/backups', { signal })),
  });
}
