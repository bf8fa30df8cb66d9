import { unwrap } from '@omniai/client';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useApi } from '../../../lib/api-context.tsx';
import { queryKey } from '../../../lib/query-key.ts';
import { useText } from '../../../lib/use-text.ts';
import { AskDialog } from '../../../ui/ask-dialog.tsx';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { QueryView } from '../../../ui/query-view.tsx';
import { DaysField } from '../shared/days-field.tsx';
import { useAdminAct } from '../shared/use-admin-act.ts';

/** How long entries are kept. */
export function AuditRetention() {
  const t = useText();
  const api = useApi();
  const kept = useQuery({
    queryKey: queryKey.console('audit-retention'),
    queryFn: ({ signal }) => unwrap(api.http.GET('/admin/audit/retention', { signal })),
  });
  return (
    <Card title={t('console.auditKept')} description={t('console.auditKeptLead')}>
      <QueryView query={kept}>{({ days }) => <RetentionForm key={String(days)} kept={days} />}</QueryView>
    </Card>
  );
}

function RetentionForm({ kept }: { kept: number | null }) {
  const t = useText();
  const api = useApi();
  const [days, setDays] = useState(kept);
  const [isAsking, setAsking] = useState(false);
  const save = useAdminAct(() => unwrap(api.http.PUT('/admin/audit/retention', { body: { days } })), {
    onDone: () => setAsking(false),
  });
  return (
    <form
      className="flex flex-wrap items-end gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        setAsking(true);
      }}
    >
      <DaysField label={t('console.days')} days={days} onChange={setDays} />
      <Button type="submit" disabled={days === kept}>
        {t('console.save')}
      </Button>
      {isAsking && (
        <AskDialog
          title={t('console.auditKeptAsk')}
          description={days === null ? t('console.auditKeptForever') : t('console.auditKeptWarning', { days })}
          doLabel={t('console.save')}
          isHarmless={days === null}
          act={save}
          onClose={() => setAsking(false)}
        />
      )}
    </form>
  );
}
