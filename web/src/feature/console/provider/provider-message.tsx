import { serverSentence } from '../../../lib/server-sentence.ts';
import type { AdminProvider } from './use-admin-providers.ts';

/** What is wrong with a provider and what to do about it: it does not answer, or answers and has no model. Nothing of one that nobody set up. */
export function ProviderMessage({ provider }: { provider: AdminProvider }) {
  const { message, status, is_enabled: isEnabled, is_expected: isExpected } = provider;
  if (message === null || !isEnabled || (status !== 'up' && !isExpected)) return null;
  return <p className="basis-full text-[0.8125rem] break-words text-warn">{serverSentence(message)}</p>;
}
