import type { OutboxId } from '../../kit/id.ts';

const PREFIX = 'omi:';

/** The `client_message_id` of a queued question: sending it twice sends it once, and its answer finds back to it. */
export function toSpokenMessageId(question: OutboxId): string {
  return `${PREFIX}${question}`;
}

/** The queued question that a message was sent from; undefined for any other message. */
export function readSpokenMessageId(clientMessageId: string | null | undefined): OutboxId | undefined {
  return clientMessageId?.startsWith(PREFIX) ? (clientMessageId.slice(PREFIX.length) as OutboxId) : undefined;
}
