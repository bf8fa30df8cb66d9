import type { ReactNode } from 'react';
import { useText } from '../../../lib/use-text.ts';
import { Notice } from '../../../ui/notice.tsx';
import { QueryView } from '../../../ui/query-view.tsx';
import { ProviderDanger } from './provider-danger.tsx';
import { draftOf } from './provider-draft.ts';
import { ProviderEditor } from './provider-editor.tsx';
import { ProviderHealth } from './provider-health.tsx';
import { useAdminProviders } from './use-admin-providers.ts';

interface ProviderScreenProps {
  providerId: string;
  /** The way back to all. */
  back: ReactNode;
  onDeleted(): void;
}

/** One provider: how it does, what is wrong with it, and what can be changed. */
export function ProviderScreen({ providerId, back, onDeleted }: ProviderScreenProps) {
  const t = useText();
  const providers = useAdminProviders();
  return (
    <>
      {back}
      <QueryView query={providers}>
        {(data) => {
          const provider = data.providers.find(({ id }) => id === providerId);
          if (!provider) return <Notice kind="calm">{t('console.noSuchProvider')}</Notice>;
          const draft = provider.source === 'admin' ? draftOf(provider) : undefined;
          return (
            <>
              <ProviderHealth provider={provider} />
              {draft ? (
                <>
                  <ProviderEditor key={provider.id} provider={provider} initial={draft} />
                  <ProviderDanger provider={provider} onDeleted={onDeleted} />
                </>
              ) : (
                provider.kind !== 'guide' && <Notice kind="calm">{t('console.environmentLead')}</Notice>
              )}
            </>
          );
        }}
      </QueryView>
    </>
  );
}
