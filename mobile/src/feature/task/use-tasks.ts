import { type ApiClient, unwrap } from '@omniai/client';
import { useQuery } from '@tanstack/react-query';
import { useApi } from '../../lib/api-context.tsx';
import { queryKey } from '../../lib/query-key.ts';
import { readAll } from '../../lib/read-all.ts';
import { usePages } from '../../lib/use-pages.ts';
import type { Task } from './task.ts';

const OPEN_PAGE_SIZE = 100;
const DONE_PAGE_SIZE = 30;

/** Everything that is to be done, newest first. */
export function useOpenTasks() {
  const { http } = useApi();
  return useQuery({
    queryKey: [...queryKey.tasks, 'open'],
    queryFn: ({ signal }) => readAll((cursor) => readTasks(http, 'open', OPEN_PAGE_SIZE, cursor, signal)),
  });
}

/** What was done, the newest task first, a page at a time. */
export function useDoneTasks(isEnabled: boolean) {
  const { http } = useApi();
  return usePages(
    [...queryKey.tasks, 'done'],
    (cursor, signal) => readTasks(http, 'done', DONE_PAGE_SIZE, cursor, signal),
    { isEnabled },
  );
}

function readTasks(
  http: ApiClient['http'],
  status: Task['status'],
  limit: number,
  cursor: string | undefined,
  signal: AbortSignal,
) {
  const query = { type: 'task', status, limit, ...(cursor !== undefined && { cursor }) };
  return unwrap(http.GET('/agent-events', { params: { query }, signal }));
}
