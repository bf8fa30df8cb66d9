import { keepPreviousData, type QueryKey, useInfiniteQuery } from '@tanstack/react-query';
import type { PageOf } from './page-of.ts';

interface PagesOptions<Item> {
  isEnabled?: boolean;
  /** After how many milliseconds it is read again, as what is listed asks for. */
  refreshMs?(items: readonly Item[]): number;
}

/**
 * A list that the server gives page by page. What was listed under another key is shown until this one is there.
 * @param read takes where the page begins; undefined for the first
 */
export function usePages<Item>(
  key: QueryKey,
  read: (cursor: string | undefined, signal: AbortSignal) => Promise<PageOf<Item>>,
  { isEnabled = true, refreshMs }: PagesOptions<Item> = {},
) {
  return useInfiniteQuery({
    queryKey: key,
    queryFn: ({ pageParam, signal }) => read(pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    select: ({ pages }) => pages.flatMap(({ items }) => items),
    placeholderData: keepPreviousData,
    enabled: isEnabled,
    refetchInterval: ({ state }) => refreshMs?.(state.data?.pages.flatMap(({ items }) => items) ?? []) ?? false,
  });
}
