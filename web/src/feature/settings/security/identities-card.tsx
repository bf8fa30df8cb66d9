import { unwrap } from '@omniai/client';
import { useQuery } from '@tanstack/react-query';
import { useApi } from '../../../lib/api-context.tsx';
import { queryKey } from '../../../lib/query-key.ts';
import { useText } from '../../../lib/use-text.ts';
import { Card } from '../../../ui/card.tsx';
import { IdentityRow } from './identity-row.tsx';

/** Accounts elsewhere that open this one. They work by cookies, so only where the page comes from the server itself. */
export function IdentitiesCard() {
  const t = useText();
  const api = useApi();
  const offers = useQuery({
    queryKey: queryKey.settings('oidc'),
    queryFn: ({ signal }) => unwrap(api.http.GET('/auth/oidc', { signal })),
    enabled: api.isSameOrigin,
  });
  const linked = useQuery({
    queryKey: queryKey.settings('identities'),
    queryFn: ({ signal }) => unwrap(api.http.GET('/account/identities', { signal })),
  });
  const identities = linked.data?.identities ?? [];
  const labels = new Map(offers.data?.providers.map(({ name, label }) => [name, label]));
  const names = [...new Set([...labels.keys(), ...identities.map(({ provider }) => provider)])];
  if (names.length === 0) return null;
  return (
    <Card title={t('settings.identitiesTitle')} description={t('settings.identitiesLead')}>
      <ul className="grid divide-y divide-line">
        {names.map((name) => (
          <IdentityRow
            key={name}
            provider={name}
            label={labels.get(name) ?? name}
            linkedAt={identities.find(({ provider }) => provider === name)?.created_at}
          />
        ))}
      </ul>
    </Card>
  );
}
