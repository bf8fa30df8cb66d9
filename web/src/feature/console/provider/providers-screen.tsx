import type { ReactNode } from 'react';
import { useText } from '../../../lib/use-text.ts';
import { QueryView } from '../../../ui/query-view.tsx';
import { ScreenHead } from '../shared/screen-head.tsx';
import { ProviderRow } from './provider-row.tsx';
import { useAdminProviders } from './use-admin-providers.ts';

interface ProvidersScreenProps {
  /** The way to a new one. */
  add: ReactNode;
  linkTo(providerId: string, name: string): ReactNode;
}

/** Where models are, and how they do. */
export function ProvidersScreen({ add, linkTo }: ProvidersScreenProps) {
  const t = useText();
  const providers = useAdminProviders();
  return (
    <>
      <ScreenHead title={t('console.providers')} lead={t('console.providersLead')} action={add} />
      <QueryView query={providers}>
        {(data) => (
          <ul className="grid gap-3">
            {data.providers.map((provider) => (
              <ProviderRow key={provider.id} provider={provider} link={linkTo(provider.id, provider.name)} />
            ))}
          </ul>
        )}
      </QueryView>
    </>
  );
}
