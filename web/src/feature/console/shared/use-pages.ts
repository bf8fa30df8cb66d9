import { type QueryKey, useInfiniteQuery } from '@tanstack/react-query';

interface PageOf<Item> {
  items: Item[];
  nextCursor?: string | undefined;
}

/** A list that the server gives page by page. @param read takes where the page begins; undefined for the first */
export function usePages<Item>(
  key: QueryKey,
  read: (cursor: string | undefined, signal: AbortSignal) => Promise<PageOf<Item>>,
) {
  return useInfiniteQuery({
    queryKey: key,
    queryFn: ({ pageParam, signal }) => read(pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    select: ({ pages }) => pages.flatMap(({ items }) => items),
    // A look is written down, so coming back to the window is none.
    refetchOnWindowFocus: false,
  });
}
