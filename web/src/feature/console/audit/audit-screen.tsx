import { unwrap } from '@omniai/client';
import { ScrollText } from 'lucide-react';
import { useState } from 'react';
import { useApi } from '../../../lib/api-context.tsx';
import { queryKey } from '../../../lib/query-key.ts';
import { usePages } from '../../../lib/use-pages.ts';
import { useText } from '../../../lib/use-text.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { PageView } from '../../../ui/page-view.tsx';
import { ScreenHead } from '../shared/screen-head.tsx';
import { useNames } from '../shared/use-names.ts';
import { AuditExport } from './audit-export.tsx';
import { ALL, toQuery } from './audit-filter.ts';
import { AuditFilterForm } from './audit-filter-form.tsx';
import { AuditRetention } from './audit-retention.tsx';
import { AuditTable } from './audit-table.tsx';
import { AuditVerify } from './audit-verify.tsx';

/** Who did what, and whether that is still all of it. */
export function AuditScreen() {
  const t = useText();
  const api = useApi();
  const nameOf = useNames();
  const [filter, setFilter] = useState(ALL);
  const query = toQuery(filter);
  const entries = usePages(
    queryKey.console('audit', ...Object.values(filter)),
    (cursor, signal) =>
      unwrap(
        api.http.GET('/admin/audit', { params: { query: { ...query, limit: 50, ...(cursor && { cursor }) } }, signal }),
      ),
    { isWatched: true },
  );
  return (
    <>
      <ScreenHead title={t('console.audit')} lead={t('console.auditLead')} action={<AuditExport query={query} />} />
      <AuditFilterForm filter={filter} onFilter={setFilter} />
      <PageView
        pages={entries}
        empty={
          <EmptyState icon={<ScrollText />} title={t('console.noEntries')}>
            {t('console.noEntriesLead')}
          </EmptyState>
        }
      >
        {(items) => <AuditTable entries={items} nameOf={nameOf} />}
      </PageView>
      <AuditVerify />
      <AuditRetention />
    </>
  );
}
