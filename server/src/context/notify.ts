import {
  type ConversationId,
  createId,
  type LinkId,
  type NotificationId,
  type OutboxId,
  type UserId,
} from '../kit/id.ts';
import { notificationWriter } from '../store/notification-writer.ts';
import { omiLinkReader } from '../store/omi-link-reader.ts';
import { outboxWriter } from '../store/outbox-writer.ts';
import type { WriteHandle } from '../store/query.ts';
import { type NotificationKind, pushPayload } from './notification.ts';
import { queuePush } from './queue-push.ts';

/** Something a person is to be told that they did not just ask for. */
export interface News {
  owner: UserId;
  kind: Exclude<NotificationKind, 'answer'>;
  text: string;
  /** Where it belongs; it is forgotten with that conversation. */
  conversationId: ConversationId | null;
  /** The same for the same happening: it is told once. */
  causeKey: string;
  /** Whether it is also pushed to the person's linked Omi users, as their quiet hours and limits allow. */
  push: boolean;
}

/**
 * Tells a person something over every channel they have, in the transaction of its cause.
 * @returns false when the cause was told before
 */
export async function notify(tx: WriteHandle, news: News, now: number): Promise<boolean> {
  const { owner, kind, text, conversationId } = news;
  const common = { user_id: owner, kind, text, conversation_id: conversationId, reason: null, created_at: now };
  const isNew = await notificationWriter.insert(tx, {
    ...common,
    id: createId<NotificationId>(),
    channel: 'app',
    status: 'sent',
    cause_key: news.causeKey,
    sent_at: now,
  });
  if (!isNew || !news.push) return isNew;
  const push = {
    kind: kind === 'follow_up' || kind === 'task_due' ? kind : 'news',
    conversation_id: conversationId,
  } as const;
  await queuePush(tx, { owner, push, causeKey: news.causeKey }, now);
  for (const link of await omiLinkReader.listOf(tx, owner)) {
    if (link.status !== 'active') continue;
    const id = createId<NotificationId>();
    const causeKey = `${news.causeKey}:${link.id}`;
    await notificationWriter.insert(tx, {
      ...common,
      id,
      channel: 'omi_push',
      status: 'waiting',
      cause_key: causeKey,
      sent_at: null,
    });
    await queueOmiPush(tx, { owner, linkId: link.id, notificationId: id }, now);
  }
  return true;
}

/** Unlike an answer (`omi_notification`), a push never rides on the reply to a delivery: Omi pushes a reply at once, also in quiet hours. */
async function queueOmiPush(
  tx: WriteHandle,
  push: { owner: UserId; linkId: LinkId; notificationId: NotificationId },
  now: number,
): Promise<void> {
  await outboxWriter.insert(tx, {
    id: createId<OutboxId>(),
    kind: 'omi_push',
    user_id: push.owner,
    subject_id: push.linkId,
    payload: pushPayload.write(push.notificationId),
    dedupe_key: `omi_push:${push.notificationId}`,
    due_at: now,
    created_at: now,
  });
}
