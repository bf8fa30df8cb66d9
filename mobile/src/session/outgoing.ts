/** A message on its way to the server: kept on the phone until the server has it. */
export interface Outgoing {
  /** The `client_message_id`: sent again under it, the message still arrives once. */
  key: string;
  /** The conversation, or null while the server has not made it yet. */
  conversationId: string | null;
  /** What the conversation is called on this phone until the server has made it: the key of its first message. */
  threadKey: string;
  text: string;
  /** Provider and model, where the person chose one. */
  choice: { provider: string; model: string } | null;
  /** The message to answer, where it is not the newest of the conversation. */
  parentId: string | null;
  status: 'waiting' | 'sending' | 'refused';
  /** Why the server refused it, in its own words. */
  reason: string | null;
}

export type OutgoingEvent =
  /** What an earlier start of the app had left. What was being sent then may or may not have arrived: it is sent again. */
  | { type: 'opened'; kept: readonly Outgoing[] }
  | { type: 'written'; message: Omit<Outgoing, 'status' | 'reason'> }
  | { type: 'taken'; key: string }
  /** The server has it. */
  | { type: 'accepted'; key: string; conversationId: string }
  | { type: 'refused'; key: string; reason: string }
  /** The person wants it sent again, or no more. */
  | { type: 'retried'; key: string }
  | { type: 'cancelled'; key: string };

/** The messages on their way after one more event, in the order in which they were written. */
export function foldOutgoing(queue: readonly Outgoing[], event: OutgoingEvent): readonly Outgoing[] {
  const change = (key: string, fields: Partial<Outgoing>) =>
    queue.map((message) => (message.key === key ? { ...message, ...fields } : message));
  switch (event.type) {
    case 'opened': {
      const known = new Set(queue.map(({ key }) => key));
      const kept = event.kept.filter(({ key }) => !known.has(key));
      return [...kept.map((message) => (message.status === 'sending' ? toWaiting(message) : message)), ...queue];
    }
    case 'written':
      if (queue.some(({ key }) => key === event.message.key)) return queue;
      return [...queue, toWaiting(event.message)];
    case 'taken':
      return change(event.key, { status: 'sending', reason: null });
    case 'accepted':
      return accept(queue, event);
    case 'refused':
      return change(event.key, { status: 'refused', reason: event.reason });
    case 'retried':
      return change(event.key, { status: 'waiting', reason: null });
    case 'cancelled':
      return queue.filter(({ key }) => key !== event.key);
  }
}

/**
 * Those that may be sent now: of each conversation the first, when it waits and nothing is being answered there. One that was refused holds up
 * those after it, because they were written to follow it.
 * @param isBusy whether an answer is being written in a conversation
 */
export function nextOutgoing(queue: readonly Outgoing[], isBusy: (conversationId: string) => boolean): Outgoing[] {
  const seen = new Set<string>();
  return queue.filter(({ threadKey, conversationId, status }) => {
    const thread = conversationId ?? threadKey;
    const isFirst = !seen.has(thread);
    seen.add(thread);
    return isFirst && status === 'waiting' && !(conversationId !== null && isBusy(conversationId));
  });
}

function toWaiting(message: Omit<Outgoing, 'status' | 'reason'>): Outgoing {
  return { ...message, status: 'waiting', reason: null };
}

/** Those that were written after it in the same conversation now know which one that is. */
function accept(queue: readonly Outgoing[], { key, conversationId }: { key: string; conversationId: string }) {
  const accepted = queue.find((message) => message.key === key);
  if (!accepted) return queue;
  return queue
    .filter((message) => message !== accepted)
    .map((message) => (message.threadKey === accepted.threadKey ? { ...message, conversationId } : message));
}
