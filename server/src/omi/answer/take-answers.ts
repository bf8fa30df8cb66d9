import { pushPayload } from '../../context/notification.ts';
import { notificationWriter } from '../../store/notification-writer.ts';
import { omiOutboxWriter } from '../../store/omi-outbox-writer.ts';
import type { WriteHandle } from '../../store/query.ts';
import { voiceSessionWriter } from '../../store/voice-session-writer.ts';
import type { HeardLink } from '../speech/heard-link.ts';

/**
 * Takes the answers that wait for a link out of the queue, for the reply to a delivery: they are noted as told by it, and nobody pushes them.
 * @returns their texts, oldest first
 */
export async function takeAnswers(tx: WriteHandle, link: HeardLink, now: number): Promise<string[]> {
  const texts: string[] = [];
  for (const { payload } of await omiOutboxWriter.takeWaiting(tx, link.user_id, link.id, now)) {
    const text = await notificationWriter.markSent(tx, pushPayload.read(payload), 'omi_reply', now);
    if (text !== undefined) texts.push(text);
  }
  if (texts.length > 0) await voiceSessionWriter.noteAnswer(tx, link.id, now);
  return texts;
}

/** Takes them out of the queue untold: the person does not want them any more. */
export async function dropAnswers(tx: WriteHandle, link: HeardLink, now: number): Promise<void> {
  for (const { payload } of await omiOutboxWriter.takeWaiting(tx, link.user_id, link.id, now))
    await notificationWriter.setUnsent(tx, pushPayload.read(payload), 'dropped', 'You said stop.');
}
