import { appendAudit } from '../../audit/append-audit.ts';
import { createSecret, hashSecret, isSameSecret, type LinkId } from '../../kit/id.ts';
import type { OmiLinkRow } from '../../store/omi-link-reader.ts';
import { omiLinkWriter } from '../../store/omi-link-writer.ts';
import type { WriteHandle } from '../../store/query.ts';
import { throttleWriter } from '../../store/throttle-writer.ts';
import { transcriptWriter } from '../../store/transcript-writer.ts';

/** Tries that each pair of codes allows, the pushed and the spoken one together. */
const MAX_TRIES = 3;

/** Which of a link's two codes is tried; neither works in the other's place. */
export type CodeKind = 'push' | 'spoken';

export type LinkTry =
  | { kind: 'linked'; webhookToken: string }
  | { kind: 'wrong' }
  | { kind: 'used_up' }
  | { kind: 'taken' };

/** The only form in which a code is stored: bound to its link, so that equal codes look different. */
export function hashLinkCode(linkId: LinkId, code: string): string {
  return hashSecret(`${linkId}:${code}`);
}

/**
 * Tries one code on one pending link. The try is counted before anything is compared; the caller must let the transaction commit whatever comes of it.
 */
export async function tryLinkCode(
  tx: WriteHandle,
  link: OmiLinkRow,
  kind: CodeKind,
  code: string,
  now: number,
  requestId: string | null,
): Promise<LinkTry> {
  // One row for each Omi user puts those who claim him into a queue, so that the second one sees the first one's link.
  await throttleWriter.raise(tx, `omi_claim:${link.omi_user_id}`, now, now);
  const hashes = await omiLinkWriter.raiseAttempts(tx, link.id, MAX_TRIES, now);
  if (!hashes) return { kind: 'used_up' };
  const expected = kind === 'push' ? hashes.push_code_hash : hashes.spoken_code_hash;
  if (expected === null || !isSameSecret(expected, hashLinkCode(link.id, code))) return { kind: 'wrong' };
  const webhookToken = createSecret();
  const activation = { id: link.id, omiUserId: link.omi_user_id, tokenHash: hashSecret(webhookToken), now };
  if (!(await omiLinkWriter.activate(tx, activation))) return { kind: 'taken' };
  await transcriptWriter.removeOfLink(tx, link.id);
  await appendAudit(tx, {
    at: now,
    actor: link.user_id,
    action: 'omi_link.confirm',
    target: { type: 'omi_link', id: link.id },
    ip: null,
    requestId,
    details: { by: kind },
  });
  return { kind: 'linked', webhookToken };
}
