import { type ApiSchemas, unwrap } from '@omniai/client';
import { Switch as Toggle } from 'radix-ui';
import type { ReactNode } from 'react';
import { useApi } from '../../../lib/api-context.tsx';
import { queryKey } from '../../../lib/query-key.ts';
import { say } from '../../../lib/toast.ts';
import { useAct } from '../../../lib/use-act.ts';
import { useText } from '../../../lib/use-text.ts';
import { kindName } from './kind-name.ts';
import { ProviderMessage } from './provider-message.tsx';
import { ProviderState } from './provider-state.tsx';
import { trafficLine } from './traffic-line.ts';

interface ProviderRowProps {
  provider: ApiSchemas['AdminProvider'];
  link: ReactNode;
}

/** One provider: how it is, how it did, and its switch. */
export function ProviderRow({ provider, link }: ProviderRowProps) {
  const t = useText();
  const api = useApi();
  const change = useAct(
    (isEnabled: boolean) =>
      unwrap(
        api.http.PATCH('/admin/providers/{id}', {
          params: { path: { id: provider.id } },
          body: { is_enabled: isEnabled },
        }),
      ),
    { refresh: [queryKey.console('providers'), queryKey.providers] },
  );
  const toggle = (isEnabled: boolean) =>
    change.mutate(isEnabled, { onError: (error) => say(error.message, { isTrouble: true }) });
  return (
    <li className="flex items-start gap-4 rounded-2xl border border-line bg-raised p-4 sm:px-5">
      <div className="grid min-w-0 flex-1 gap-1">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <span className="font-medium">{link}</span>
          <ProviderState provider={provider} />
        </div>
        <p className="text-[0.8125rem] break-words text-soft">
          {kindName(provider.kind, t)}
          {provider.base_url && ` · ${provider.base_url}`}
          {provider.source === 'environment' && provider.kind !== 'guide' && ` · ${t('console.fromEnvironment')}`}
        </p>
        {provider.is_enabled && <p className="text-[0.8125rem] text-soft">{trafficLine(provider.traffic, t)}</p>}
        <ProviderMessage provider={provider} />
      </div>
      {provider.source === 'admin' && (
        <Toggle.Root
          checked={provider.is_enabled}
          disabled={change.isPending}
          aria-label={t('console.providerSwitch', { name: provider.name })}
          onCheckedChange={toggle}
          className="mt-0.5 h-6 w-10.5 shrink-0 rounded-full bg-line-strong p-0.5 transition-colors disabled:opacity-50 data-[state=checked]:bg-accent"
        >
          <Toggle.Thumb className="block size-5 rounded-full bg-white shadow-sm transition-transform data-[state=checked]:translate-x-4.5 data-[state=checked]:bg-on-accent" />
        </Toggle.Root>
      )}
    </li>
  );
}
