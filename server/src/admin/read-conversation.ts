import { getConversation } from '../chat/get-conversation.ts';
import { listMessages } from '../chat/list-messages.ts';
import type { Message } from '../chat/message.ts';
import { notify } from '../context/notify.ts';
import { type Clock, utcDay } from '../kit/clock.ts';
import type { ConversationId, UserId } from '../kit/id.ts';
import type { Store } from '../store/open.ts';
import type { Page } from '../store/page.ts';
import type { Act } from './act.ts';
import { auditAct } from './audit-act.ts';

interface Reading {
  owner: UserId;
  conversationId: ConversationId;
  /** In the admin's own words, for the person whose chat it is. */
  reason: string;
  limit: number;
  cursor?: string | undefined;
}

/**
 * The one way in which an admin reads what somebody wrote. Nothing is given before it stands in the audit log with its reason, where the person sees
 * it, and they are told of it once a day for each admin and conversation.
 * @throws AppError E1002, E1001 for a cursor that is none
 */
export async function readConversation(
  { store, clock }: { store: Store; clock: Clock },
  act: Act,
  { owner, conversationId, reason, limit, cursor }: Reading,
): Promise<Page<Message>> {
  return store.transact(async (tx) => {
    const now = clock.now();
    await getConversation(tx, owner, conversationId);
    const page = await listMessages(tx, owner, conversationId, { limit, cursor });
    await notify(
      tx,
      {
        owner,
        kind: 'account_read',
        text: `An administrator read one of your conversations. The reason they gave: ${reason}`,
        conversationId,
        causeKey: `account_read:${act.actor}:${conversationId}:${utcDay(now)}`,
        push: true,
      },
      now,
    );
    const details = { conversation_id: conversationId, reason, messages: page.items.length };
    await auditAct(tx, act, { action: 'conversation.read', target: { type: 'user', id: owner }, details }, now);
    return page;
  });
}
