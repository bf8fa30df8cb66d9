import { useText } from '../../../lib/use-text.ts';
import type { AdminProvider } from './use-admin-providers.ts';

const DOT = {
  up: 'bg-good',
  down: 'bg-danger',
  absent: 'bg-line-strong',
  unknown: 'bg-line-strong',
  off: 'bg-line-strong',
};

/** Whether a provider answers, as a dot and a word. */
export function ProviderState({
  provider,
}: {
  provider: Pick<AdminProvider, 'status' | 'is_enabled' | 'is_expected'>;
}) {
  const t = useText();
  const state = stateOf(provider);
  const words = {
    up: t('console.providerUp'),
    down: t('console.providerDown'),
    absent: t('console.providerAbsent'),
    unknown: t('console.providerUnknown'),
    off: t('console.providerOff'),
  };
  return (
    <span className="inline-flex items-center gap-2 text-sm whitespace-nowrap text-soft">
      <span className={`size-2 shrink-0 rounded-full ${DOT[state]}`} aria-hidden="true" />
      {words[state]}
    </span>
  );
}

/** `absent`: nobody set it up, and it is not on this machine. */
function stateOf({ status, is_enabled, is_expected }: Pick<AdminProvider, 'status' | 'is_enabled' | 'is_expected'>) {
  if (!is_enabled) return 'off';
  return status === 'down' && !is_expected ? 'absent' : status;
}
