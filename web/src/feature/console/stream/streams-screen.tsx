import { type ApiSchemas, unwrap } from '@omniai/client';
import { Activity, RotateCw } from 'lucide-react';
import { useState } from 'react';
import { useApi } from '../../../lib/api-context.tsx';
import { queryKey } from '../../../lib/query-key.ts';
import { usePages } from '../../../lib/use-pages.ts';
import { useProviders } from '../../../lib/use-providers.ts';
import { useText } from '../../../lib/use-text.ts';
import { AskDialog } from '../../../ui/ask-dialog.tsx';
import { Button } from '../../../ui/button.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { PageView } from '../../../ui/page-view.tsx';
import { useMetrics } from '../metric/use-metrics.ts';
import { ScreenHead } from '../shared/screen-head.tsx';
import { useAdminAct } from '../shared/use-admin-act.ts';
import { useNames } from '../shared/use-names.ts';
import { StreamTable } from './stream-table.tsx';

type Stream = ApiSchemas['AdminStream'];

/** Answers that are being written now. Reading the list is written down, so it is read again only when their number changes. */
export function StreamsScreen() {
  const t = useText();
  const api = useApi();
  const nameOf = useNames();
  const providers = useProviders();
  const providerOf = (id: string) => providers.data?.providers.find((each) => each.id === id)?.name ?? id;
  const running = useMetrics().data?.streams ?? 0;
  const [asked, setAsked] = useState<Stream | null>(null);
  const streams = usePages(
    queryKey.console('streams', running),
    (cursor, signal) =>
      unwrap(api.http.GET('/admin/streams', { params: { query: { limit: 50, ...(cursor && { cursor }) } }, signal })),
    { isWatched: true },
  );
  const cancel = useAdminAct(
    (id: string) => unwrap(api.http.POST('/admin/streams/{id}/cancel', { params: { path: { id } } })),
    { onDone: () => setAsked(null) },
  );
  return (
    <>
      <ScreenHead
        title={t('console.streams')}
        lead={t('console.streamsLead')}
        action={
          <Button size="small" disabled={streams.isFetching} onClick={() => void streams.refetch()}>
            <RotateCw size={14} aria-hidden="true" />
            {t('console.refresh')}
          </Button>
        }
      />
      <PageView
        pages={streams}
        empty={
          <EmptyState icon={<Activity />} title={t('console.noStreams')}>
            {t('console.noStreamsLead')}
          </EmptyState>
        }
      >
        {(items) => <StreamTable streams={items} nameOf={nameOf} providerOf={providerOf} onCancel={setAsked} />}
      </PageView>
      {asked && (
        <AskDialog
          title={t('console.cancelStreamAsk', { name: nameOf(asked.owner_id) })}
          description={t('console.cancelStreamLead')}
          doLabel={t('console.cancelStream')}
          act={{ ...cancel, mutate: () => cancel.mutate(asked.stream_id) }}
          onClose={() => setAsked(null)}
        />
      )}
    </>
  );
}
