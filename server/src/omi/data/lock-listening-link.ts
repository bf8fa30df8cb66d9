import { readPersonContext } from '../../context/preference.ts';
import { type OmiLinkRow, omiLinkReader } from '../../store/omi-link-reader.ts';
import { omiLinkWriter } from '../../store/omi-link-writer.ts';
import type { WriteHandle } from '../../store/query.ts';
import type { WebhookDoor } from '../open-door.ts';

/**
 * The confirmed link that something Omi tells of belongs to, held until the transaction ends.
 * @returns undefined when nothing of it may be kept: nobody is linked, the owner may not act, has paused listening or gave no consent
 */
export async function lockListeningLink(
  tx: WriteHandle,
  door: WebhookDoor,
  omiUserId: string,
): Promise<OmiLinkRow | undefined> {
  const known = await omiLinkReader.findActive(tx, omiUserId);
  if (!known || (door.kind !== 'app' && door.link.id !== known.id)) return undefined;
  const link = await omiLinkWriter.lock(tx, known.id);
  if (!link) return undefined;
  const { preferences } = await readPersonContext(tx, link.user_id);
  return preferences.paused || !preferences.voice_consent ? undefined : link;
}
