import { useApi } from '../../../lib/api-context.tsx';
import { formatAgo } from '../../../lib/format-moment.ts';
import { serverSentence } from '../../../lib/server-sentence.ts';
import { useText } from '../../../lib/use-text.ts';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { Fact, Facts } from '../shared/fact.tsx';
import { DoctorSteps } from './doctor-steps.tsx';
import { kindName } from './kind-name.ts';
import { ProviderMessage } from './provider-message.tsx';
import { ProviderState } from './provider-state.tsx';
import { trafficLine } from './traffic-line.ts';
import type { AdminProvider } from './use-admin-providers.ts';
import { LIVE, useDoctor } from './use-doctor.ts';

/** How a provider does, and the doctor who finds out why it does not. */
export function ProviderHealth({ provider }: { provider: AdminProvider }) {
  const t = useText();
  const api = useApi();
  const params = { path: { id: provider.id } };
  const doctor = useDoctor(() => api.http.POST('/admin/providers/{id}/check', { params, ...LIVE }));
  const lastError = provider.traffic?.last_error;
  return (
    <Card title={provider.name} description={kindName(provider.kind, t)} action={<ProviderState provider={provider} />}>
      <Facts>
        {provider.base_url && <Fact name={t('console.address')}>{provider.base_url}</Fact>}
        <Fact name={t('console.apiKey')}>{t(provider.has_key ? 'console.keyKept' : 'console.keyNone')}</Fact>
        <Fact name={t('console.lastHour')}>{trafficLine(provider.traffic, t)}</Fact>
        {lastError && (
          <Fact name={t('console.lastError')}>
            {serverSentence(lastError.message)}{' '}
            <span className="text-soft">({formatAgo(lastError.at, Date.now())})</span>
          </Fact>
        )}
      </Facts>
      <ProviderMessage provider={provider} />
      <Button
        size="small"
        className="justify-self-start"
        disabled={doctor.look.isPending}
        onClick={() => doctor.look.mutate()}
      >
        {t('console.check')}
      </Button>
      <DoctorSteps {...doctor} />
    </Card>
  );
}
