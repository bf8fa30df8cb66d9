import type { Selectable } from 'kysely';
import type { LinkId, UserId, VoiceSessionId } from '../kit/id.ts';
import { type ReadHandle, readQuery } from './query.ts';
import type { UtteranceTable } from './table/omi-table.ts';

export type UtteranceRow = Selectable<UtteranceTable>;

/** Far more than anybody says in the times that are asked for. */
const MAX_UTTERANCES = 200;

const listBetween = readQuery(
  'utterance.list_between',
  (db, a: { sessionId: VoiceSessionId; fromS: number; toS: number }) =>
    db
      .selectFrom('utterances')
      .selectAll()
      .where('voice_session_id', '=', a.sessionId)
      .where('start_s', '>=', a.fromS)
      .where('start_s', '<=', a.toS)
      .orderBy('start_s')
      .limit(MAX_UTTERANCES),
);

const listSince = readQuery('utterance.list_since', (db, a: { owner: UserId; linkId: LinkId; since: number }) =>
  db
    .selectFrom('utterances')
    .selectAll()
    .where('user_id', '=', a.owner)
    .where('link_id', '=', a.linkId)
    .where('heard_at', '>=', a.since)
    .orderBy('id', 'desc')
    .limit(MAX_UTTERANCES),
);

export const utteranceReader = {
  /** What was said to the assistant in a session, beginning between two times in seconds. */
  listBetween(db: ReadHandle, sessionId: VoiceSessionId, fromS: number, toS: number): Promise<UtteranceRow[]> {
    return db.all(listBetween, { sessionId, fromS, toS });
  },
  /** What was said to the assistant over a link since a time, newest first. */
  listSince(db: ReadHandle, owner: UserId, linkId: LinkId, since: number): Promise<UtteranceRow[]> {
    return db.all(listSince, { owner, linkId, since });
  },
};
