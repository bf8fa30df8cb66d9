import type { Message } from '@omniai/client';

/** A stored message of conversation `c1`; what a test means is in `fields`. */
export function toMessage(fields: Pick<Message, 'id' | 'role' | 'text'> & Partial<Message>): Message {
  return {
    ...{ conversation_id: 'c1', parent_id: null, status: 'complete', source: 'web', provider_meta: null },
    ...{ pinned: false, siblings: [fields.id], files: [], stream_id: null, error: null, client_message_id: null },
    ...{ created_at: '2026-01-01T12:00:00Z', updated_at: '2026-01-01T12:00:00Z' },
    ...fields,
  } as Message;
}
