import { useText } from '../../../lib/use-text.ts';
import { ProviderState } from '../provider/provider-state.tsx';
import { trafficLine } from '../provider/traffic-line.ts';
import type { AdminProvider } from '../provider/use-admin-providers.ts';

/** Whether each provider answers, and how it did. */
export function ProviderHealthList({ providers }: { providers: readonly AdminProvider[] }) {
  const t = useText();
  return (
    <ul className="grid gap-3">
      {providers.map((provider) => (
        <li key={provider.id} className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-0.5 text-sm">
          <span className="min-w-0 font-medium break-words">{provider.name}</span>
          <ProviderState provider={provider} />
          {provider.is_enabled && provider.is_expected && (
            <span className="w-full text-[0.8125rem] text-soft">{trafficLine(provider.traffic, t)}</span>
          )}
        </li>
      ))}
    </ul>
  );
}
