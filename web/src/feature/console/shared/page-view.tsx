import type { UseInfiniteQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useText } from '../../../lib/use-text.ts';
import { Button } from '../../../ui/button.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { QueryView } from '../../../ui/query-view.tsx';

interface PageViewProps<Item> {
  pages: UseInfiniteQueryResult<Item[]>;
  /** In place of a list with nothing in it. */
  empty: ReactNode;
  children(items: readonly Item[]): ReactNode;
}

/** A list that grows by a page when asked to. */
export function PageView<Item>({ pages, empty, children }: PageViewProps<Item>) {
  const t = useText();
  return (
    <QueryView query={pages}>
      {(items) =>
        items.length === 0 ? (
          empty
        ) : (
          <div className="grid gap-4">
            {children(items)}
            {pages.isFetchNextPageError && <Notice kind="danger">{pages.error?.message}</Notice>}
            {pages.hasNextPage && (
              <Button
                className="justify-self-center"
                disabled={pages.isFetchingNextPage}
                onClick={() => void pages.fetchNextPage()}
              >
                {t('console.more')}
              </Button>
            )}
          </div>
        )
      }
    </QueryView>
  );
}
