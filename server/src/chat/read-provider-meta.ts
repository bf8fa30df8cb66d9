import type { ProviderMeta } from '../run/finish-run.ts';
import type { MessageRow } from '../store/message-reader.ts';

/** How an answer came to be; undefined for what no model wrote. */
export function readProviderMeta({ provider_meta: meta }: Pick<MessageRow, 'provider_meta'>): ProviderMeta | undefined {
  return meta === null ? undefined : JSON.parse(meta);
}
