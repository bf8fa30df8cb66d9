import { type ApiSchemas, unwrap } from '@omniai/client';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useApi } from '../../../lib/api-context.tsx';
import { formatCount, formatResetTime } from '../../../lib/format.ts';
import { queryKey } from '../../../lib/query-key.ts';
import { say } from '../../../lib/toast.ts';
import { useText } from '../../../lib/use-text.ts';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { QueryView } from '../../../ui/query-view.tsx';
import { describeLimit, type FullLimits, LimitFields, type Limits } from '../quota/limit-fields.tsx';
import { useQuotaDefaults } from '../quota/use-quota-defaults.ts';
import { Fact, Facts } from '../shared/fact.tsx';
import { useAdminAct } from '../shared/use-admin-act.ts';

interface PersonQuotaProps {
  userId: string;
  role: 'user' | 'admin';
}

/** What a person may use, and what of it is used today. */
export function PersonQuota({ userId, role }: PersonQuotaProps) {
  const t = useText();
  const api = useApi();
  const defaults = useQuotaDefaults();
  const quota = useQuery({
    queryKey: queryKey.console('person-quota', userId),
    queryFn: ({ signal }) =>
      unwrap(api.http.GET('/admin/users/{id}/quota', { params: { path: { id: userId } }, signal })),
    refetchOnWindowFocus: false,
  });
  return (
    <Card title={t('console.limits')} description={t('console.personLimitsLead')}>
      <QueryView query={quota}>
        {({ own, quota: inForce }) => (
          <>
            <UsedToday quota={inForce} />
            {/* The form begins anew when the role changes, whose limits stand behind it. */}
            <QuotaForm key={role} userId={userId} own={own} inherited={defaults.data?.[role]} />
          </>
        )}
      </QueryView>
    </Card>
  );
}

function UsedToday({ quota: { limits, today, resets_at } }: { quota: ApiSchemas['Quota'] }) {
  const t = useText();
  const used = (count: number, limit: number | null) =>
    limit === null ? formatCount(count) : t('console.usedOf', { used: formatCount(count), limit: formatCount(limit) });
  return (
    <Facts>
      <Fact name={t('console.messagesToday')}>{used(today.messages, limits.messages_per_day)}</Fact>
      <Fact name={t('console.tokensToday')}>{used(today.tokens, limits.tokens_per_day)}</Fact>
      <Fact name={t('console.concurrentStreams')}>{describeLimit(limits.concurrent_streams, t)}</Fact>
      <Fact name={t('console.startsAgain')}>{formatResetTime(resets_at, Date.now())}</Fact>
    </Facts>
  );
}

function QuotaForm({ userId, own, inherited }: { userId: string; own: Limits; inherited: FullLimits | undefined }) {
  const t = useText();
  const api = useApi();
  const [draft, setDraft] = useState(own);
  const save = useAdminAct(
    () => unwrap(api.http.PUT('/admin/users/{id}/quota', { params: { path: { id: userId } }, body: draft })),
    { onDone: () => say(t('console.saved')) },
  );
  if (!inherited) return null;
  return (
    <form
      className="grid gap-5 border-t border-line pt-5"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <LimitFields value={draft} inherited={inherited} onChange={setDraft} />
      {save.error && <Notice kind="danger">{save.error.message}</Notice>}
      <Button type="submit" className="justify-self-start" disabled={save.isPending}>
        {t('console.save')}
      </Button>
    </form>
  );
}
