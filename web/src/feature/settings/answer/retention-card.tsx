import { unwrap } from '@omniai/client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useApi } from '../../../lib/api-context.tsx';
import { queryKey } from '../../../lib/query-key.ts';
import { SPACE_NAME } from '../../../lib/space-name.ts';
import { say } from '../../../lib/toast.ts';
import { type Preferences, useChangePreferences } from '../../../lib/use-preferences.ts';
import { useText } from '../../../lib/use-text.ts';
import { Card } from '../../../ui/card.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { SettingForm } from '../shared/setting-form.tsx';
import { acceptDays, type DaysTyped, toDaysTyped, toRetentionDays } from './retention-days.ts';
import { SPACES } from './space-id.ts';

/** For how long conversations are kept, with what that would delete now. */
export function RetentionCard({ preferences }: { preferences: Preferences }) {
  const t = useText();
  const kept = toDaysTyped(preferences.retention_days);
  const [typed, setTyped] = useState<DaysTyped>(kept);
  const change = useChangePreferences();
  const days = toRetentionDays(typed);
  const isChanged = SPACES.some((space) => typed[space] !== kept[space]);
  const mutate = () => change.mutate({ retention_days: days }, { onSuccess: () => say(t('settings.retentionSaved')) });
  return (
    <Card title={t('settings.retentionTitle')} description={t('settings.retentionLead')}>
      <SettingForm
        submitLabel={t('settings.save')}
        isReady={isChanged}
        act={{ mutate, isPending: change.isPending, error: null }}
      >
        <ul className="grid gap-2">
          {SPACES.map((space) => (
            <li key={space}>
              <label className="flex items-center justify-between gap-4 text-sm">
                {t('settings.retentionDays', { space: t(SPACE_NAME[space]) })}
                <input
                  type="number"
                  inputMode="numeric"
                  min={1}
                  max={36_500}
                  placeholder={t('settings.retentionEver')}
                  value={typed[space]}
                  onChange={(event) => setTyped({ ...typed, [space]: acceptDays(event.target.value) })}
                  className="h-10 w-32 shrink-0 rounded-lg border border-line-strong bg-raised px-3 text-base tabular-nums placeholder:text-faint"
                />
              </label>
            </li>
          ))}
        </ul>
        <RetentionPreview days={days} />
      </SettingForm>
    </Card>
  );
}

function RetentionPreview({ days }: { days: Preferences['retention_days'] }) {
  const t = useText();
  const api = useApi();
  const given = Object.fromEntries(Object.entries(days).filter(([, count]) => count !== null));
  const { data } = useQuery({
    queryKey: queryKey.settings('retention', JSON.stringify(given)),
    queryFn: ({ signal }) => unwrap(api.http.GET('/account/retention/preview', { signal, params: { query: given } })),
    placeholderData: keepPreviousData,
  });
  if (!data) return null;
  const { conversations, messages } = data;
  const limits = data.spaces.filter(({ limit }) => limit !== null);
  return (
    <>
      <Notice kind={conversations > 0 ? 'warn' : 'calm'}>
        {t('settings.retentionPreview', { conversations, messages })}
      </Notice>
      {limits.length > 0 && (
        <p className="text-[0.8125rem] text-soft">
          {t('settings.retentionLimit', {
            limits: limits.map(({ space, limit }) => `${t(SPACE_NAME[space])} ${limit}`).join(', '),
          })}
        </p>
      )}
    </>
  );
}
