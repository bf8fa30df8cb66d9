import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useText } from '../lib/use-text.ts';
import { Button } from './button.tsx';
import { Notice } from './notice.tsx';

interface QueryViewProps<Data> {
  query: UseQueryResult<Data>;
  children(data: Data): ReactNode;
}

/** What a query gave, or that it is on its way, or why it is not there and the way to ask again. */
export function QueryView<Data>({ query, children }: QueryViewProps<Data>) {
  const t = useText();
  if (query.data !== undefined) return children(query.data);
  if (query.error) {
    return (
      <Notice kind="danger">
        <div className="flex flex-wrap items-center justify-between gap-3">
          {query.error.message}
          <Button size="small" onClick={() => void query.refetch()}>
            {t('common.tryAgain')}
          </Button>
        </div>
      </Notice>
    );
  }
  return (
    <div role="status" className="grid animate-pulse gap-3">
      <span className="sr-only">{t('common.loading')}</span>
      <div className="h-5 w-2/5 rounded bg-panel" />
      <div className="h-5 w-4/5 rounded bg-panel" />
      <div className="h-5 w-3/5 rounded bg-panel" />
    </div>
  );
}
