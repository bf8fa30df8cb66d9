import type { Clock } from '../../kit/clock.ts';
import type { OmiExportKey } from '../../store/omi-export-reader.ts';
import type { Store } from '../../store/open.ts';
import type { OmiClient } from '../client/omi-client.ts';
import type { NewOmiMemories } from '../client/omi-data-call.ts';
import { sendOnce } from './send-once.ts';

/**
 * Creates memories at Omi once, however often it is called with the same key. What Omi's model makes of a text cannot be recognised, so a call of
 * unknown outcome is not repeated.
 * @throws as {@link sendOnce}
 */
export function sendMemories(
  parts: { store: Store; clock: Clock; client: OmiClient },
  omiUserId: string,
  { key, ...memories }: NewOmiMemories & { key: OmiExportKey },
): Promise<void> {
  return sendOnce(parts, { key, call: () => parts.client.createMemories(omiUserId, memories) });
}
