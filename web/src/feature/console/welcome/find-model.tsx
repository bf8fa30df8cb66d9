import { LoaderCircle } from 'lucide-react';
import type { ReactNode } from 'react';
import { useText } from '../../../lib/use-text.ts';
import { QueryView } from '../../../ui/query-view.tsx';
import { ProviderMessage } from '../provider/provider-message.tsx';
import { ProviderState } from '../provider/provider-state.tsx';
import { type AdminProvider, useAdminProviders } from '../provider/use-admin-providers.ts';

const POLL_MS = 3_000;

/** Waits for a model: servers on this machine are found by themselves, others are filled in. */
export function FindModel({ addProvider }: { addProvider: ReactNode }) {
  const t = useText();
  const providers = useAdminProviders(POLL_MS);
  return (
    <section className="grid gap-5">
      <div className="grid gap-1.5">
        <h1 className="text-2xl font-semibold tracking-tight">{t('console.findModel')}</h1>
        <p className="text-soft">{t('console.findModelLead')}</p>
      </div>
      <QueryView query={providers}>
        {(data) => <Found providers={data.providers.filter(({ kind }) => kind !== 'guide')} />}
      </QueryView>
      <div className="grid justify-items-start gap-2 text-sm text-soft">
        <p>{t('console.addByHand')}</p>
        {addProvider}
      </div>
    </section>
  );
}

function Found({ providers }: { providers: readonly AdminProvider[] }) {
  const t = useText();
  // One that answers and has no model says so.
  const isFound = providers.some((each) => each.is_enabled && each.status === 'up' && each.message === null);
  return (
    <div className="grid gap-4 rounded-2xl border border-line bg-raised p-5">
      <ul className="grid gap-3">
        {providers.map((provider) => (
          <li key={provider.id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 text-sm">
            <span className="font-medium">{provider.name}</span>
            <ProviderState provider={provider} />
            <ProviderMessage provider={provider} />
          </li>
        ))}
      </ul>
      <p role="status" className="flex items-center gap-2.5 border-t border-line pt-4 text-sm">
        {isFound ? (
          t('console.modelFound')
        ) : (
          <>
            <LoaderCircle size={16} className="animate-spin text-soft" aria-hidden="true" />
            {t('console.lookingForModel')}
          </>
        )}
      </p>
      {!isFound && (
        <ul className="grid list-disc gap-1.5 pl-5 text-[0.8125rem] text-soft">
          <li>{t('console.hintLmstudio')}</li>
          <li>{t('console.hintOllama')}</li>
          <li>{t('console.hintGuide')}</li>
        </ul>
      )}
    </div>
  );
}
