import type { ConversationId, UserId } from '../kit/id.ts';
import { type ReadHandle, readQuery } from './query.ts';

/** What the `client_message_id` of a spoken question begins with; after it comes a UUIDv7, so the greatest is the newest. */
const PREFIX = 'omi:';
const AFTER_PREFIX = 'omi;';

const findNewest = readQuery('spoken_message.find_newest', (db, a: { owner: UserId }) =>
  db
    .selectFrom('messages')
    .select(['conversation_id', 'created_at'])
    .where('user_id', '=', a.owner)
    .where('client_message_id', '>=', PREFIX)
    .where('client_message_id', '<', AFTER_PREFIX)
    .where('source', '=', 'omi_transcript')
    .orderBy('client_message_id', 'desc')
    .limit(1),
);

export const spokenMessageReader = {
  /** Where a person's last spoken question went, and when. */
  findNewest(
    db: ReadHandle,
    owner: UserId,
  ): Promise<{ conversation_id: ConversationId; created_at: number } | undefined> {
    return db.first(findNewest, { owner });
  },
};
