import { type ApiSchemas, unwrap } from '@omniai/client';
import { Inbox } from 'lucide-react';
import { useState } from 'react';
import { useApi } from '../../../lib/api-context.tsx';
import { queryKey } from '../../../lib/query-key.ts';
import { say } from '../../../lib/toast.ts';
import { usePages } from '../../../lib/use-pages.ts';
import { useText } from '../../../lib/use-text.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { PageView } from '../../../ui/page-view.tsx';
import { SelectField } from '../../../ui/select-field.tsx';
import { ScreenHead } from '../shared/screen-head.tsx';
import { useAdminAct } from '../shared/use-admin-act.ts';
import { useNames } from '../shared/use-names.ts';
import { outboxStatusWord } from './outbox-status-word.ts';
import { OutboxTable } from './outbox-table.tsx';

type Status = ApiSchemas['OutboxItem']['status'];
const STATUSES: readonly Status[] = ['parked', 'pending', 'background', 'leased', 'done'];

/** What the server still has to do for people, beginning with what it gave up on. */
export function OutboxScreen() {
  const t = useText();
  const api = useApi();
  const nameOf = useNames();
  const [status, setStatus] = useState<Status | ''>('parked');
  const items = usePages(
    queryKey.console('outbox', status),
    (cursor, signal) =>
      unwrap(
        api.http.GET('/admin/outbox', {
          params: { query: { limit: 50, ...(status && { status }), ...(cursor && { cursor }) } },
          signal,
        }),
      ),
    { isWatched: true },
  );
  const retry = useAdminAct(
    (id: string) => unwrap(api.http.POST('/admin/outbox/{id}/retry', { params: { path: { id } } })),
    { onDone: () => say(t('console.retried')) },
  );
  const tryAgain = (id: string) => retry.mutate(id, { onError: (error) => say(error.message, { isTrouble: true }) });
  return (
    <>
      <ScreenHead title={t('console.outbox')} lead={t('console.outboxLead')} />
      <div className="max-w-64">
        <SelectField
          label={t('console.status')}
          value={status}
          onChange={({ target }) => setStatus(STATUSES.find((name) => name === target.value) ?? '')}
        >
          {STATUSES.map((name) => (
            <option key={name} value={name}>
              {outboxStatusWord(name, t)}
            </option>
          ))}
          <option value="">{t('console.anyStatus')}</option>
        </SelectField>
      </div>
      <PageView
        pages={items}
        empty={
          <EmptyState
            icon={<Inbox />}
            title={t(status === 'parked' ? 'console.nothingParked' : 'console.nothingQueued')}
          >
            {t('console.outboxEmptyLead')}
          </EmptyState>
        }
      >
        {(found) => <OutboxTable items={found} nameOf={nameOf} isBusy={retry.isPending} onRetry={tryAgain} />}
      </PageView>
    </>
  );
}
