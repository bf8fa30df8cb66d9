import { cleanMessage } from './http/clean-message.ts';
import type { Citation } from './spec.ts';

/**
 * A source as a vendor names it, made fit to be shown: one line of title (its address where it has none), and an address of the web.
 * Undefined for any other address, because it becomes a link.
 */
export function toCitation(
  url: unknown,
  title: unknown,
  start: number | null,
  end: number | null,
): Citation | undefined {
  const address = typeof url === 'string' ? URL.parse(url) : null;
  if (address?.protocol !== 'https:' && address?.protocol !== 'http:') return undefined;
  const shown = typeof title === 'string' ? cleanMessage(title, null) : '';
  return { url: address.href, title: shown || address.href, start, end };
}
