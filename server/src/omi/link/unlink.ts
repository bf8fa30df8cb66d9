import { appendAudit } from '../../audit/append-audit.ts';
import { AppError } from '../../errors.ts';
import type { Clock } from '../../kit/clock.ts';
import type { UserId } from '../../kit/id.ts';
import { omiLinkReader } from '../../store/omi-link-reader.ts';
import { omiLinkWriter } from '../../store/omi-link-writer.ts';
import { omiOutboxWriter } from '../../store/omi-outbox-writer.ts';
import type { Store } from '../../store/open.ts';
import { voiceRetentionWriter } from '../../store/voice-retention-writer.ts';

/**
 * Ends a link, confirmed or not, with everything that was heard by it: transcript, sessions, utterances, what they queued. Its address stops at
 * once, and answers that wait are not sent. What was asked and answered stays in its conversation.
 * @throws AppError E1002 where the viewer has no such link
 */
export async function unlink(
  { store, clock }: { store: Store; clock: Clock },
  viewer: UserId,
  omiUserId: string,
  requestId: string,
): Promise<void> {
  await store.transact(async (tx) => {
    const link = await omiLinkReader.find(tx, viewer, omiUserId);
    if (!link) throw new AppError('E1002');
    await voiceRetentionWriter.removeSessionsOf(tx, link.id);
    await omiLinkWriter.remove(tx, link.id);
    await omiOutboxWriter.removeHeard(tx, viewer, link.id);
    await appendAudit(tx, {
      at: clock.now(),
      actor: viewer,
      action: 'omi_link.unlink',
      target: { type: 'omi_link', id: link.id },
      ip: null,
      requestId,
      details: { status: link.status },
    });
  });
}
