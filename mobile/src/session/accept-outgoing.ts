import type { Outgoing } from './outgoing.ts';

/** What an earlier start of the app has kept; what it did not write is left out. */
export function acceptOutgoing(json: string | null): Outgoing[] {
  try {
    const kept: unknown = JSON.parse(json ?? '[]');
    return Array.isArray(kept) ? kept.filter(isOutgoing) : [];
  } catch {
    // Half a record, as a phone that lost its power may leave it.
    return [];
  }
}

function isOutgoing(value: unknown): value is Outgoing {
  const message = Object(value);
  const isTextOrNull = (key: string) => message[key] === null || typeof message[key] === 'string';
  const { choice } = message;
  return (
    ['key', 'threadKey', 'text'].every((key) => typeof message[key] === 'string') &&
    ['conversationId', 'parentId', 'reason'].every(isTextOrNull) &&
    ['waiting', 'sending', 'refused'].includes(message.status) &&
    (choice === null || (typeof choice?.provider === 'string' && typeof choice?.model === 'string'))
  );
}
