import { type Selectable, sql } from 'kysely';
import type { ConversationId, LinkId, MessageId, UserId, UtteranceId, VoiceSessionId } from '../kit/id.ts';
import { type ReadHandle, readQuery } from './query.ts';
import type { MessageStatus } from './table/chat-table.ts';
import type { NotificationChannel, NotificationStatus } from './table/context-table.ts';
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

/** An utterance with what its person was told about it. */
export type ToldUtteranceRow = UtteranceRow & {
  omi_user_id: string;
  conversation_id: ConversationId | null;
  /** How the answer to a question stands; null while there is none, and for a command. */
  answer_status: MessageStatus | null;
  told: string | null;
  told_channel: NotificationChannel | null;
  told_status: NotificationStatus | null;
  told_reason: string | null;
  told_at: number | null;
};

/**
 * What a person is told has the cause `answer:` and, after it, the utterance of a command or the queued question. A question is found in the outbox by
 * its utterance; when it is gone from there, by the message that was sent from it, whose client id is `omi:` and the question.
 */
const listTold = readQuery('utterance.list_told', (db, a: { owner: UserId; before: string; limit: number }) =>
  db
    .selectFrom('utterances')
    .innerJoin('omi_links', 'omi_links.id', 'utterances.link_id')
    .leftJoin('messages as question', 'question.id', 'utterances.message_id')
    .leftJoin('messages as answer', (join) =>
      join.on('answer.id', '=', (eb) =>
        eb
          .selectFrom('messages as reply')
          .select((e) => e.fn.min<MessageId>('reply.id').as('id'))
          .whereRef('reply.parent_id', '=', 'question.id'),
      ),
    )
    .leftJoin('outbox', (join) => join.on('outbox.dedupe_key', '=', sql`'omi_question:' || utterances.id`))
    .leftJoin('notifications', (join) =>
      join
        .onRef('notifications.user_id', '=', 'utterances.user_id')
        .on(
          'notifications.cause_key',
          '=',
          sql`'answer:' || coalesce(outbox.id, substr(question.client_message_id, 5), utterances.id)`,
        ),
    )
    .selectAll('utterances')
    .select([
      'omi_links.omi_user_id',
      'question.conversation_id',
      'answer.status as answer_status',
      'notifications.text as told',
      'notifications.channel as told_channel',
      'notifications.status as told_status',
      'notifications.reason as told_reason',
      'notifications.sent_at as told_at',
    ])
    .where('utterances.user_id', '=', a.owner)
    .where('utterances.id', '<', a.before as UtteranceId)
    // What was forgotten has no words left.
    .where('utterances.text', '!=', sql.lit(''))
    .orderBy('utterances.id', 'desc')
    .limit(a.limit),
);

export const utteranceReader = {
  /** What a person said to the assistant over any of their links, newest first. @param page `before` is the id that it begins after */
  listTold(db: ReadHandle, owner: UserId, page: { before: string; limit: number }): Promise<ToldUtteranceRow[]> {
    return db.all(listTold, { owner, ...page });
  },
  /** What was said to the assistant in a session, beginning between two times in seconds. */
  listBetween(db: ReadHandle, sessionId: VoiceSessionId, fromS: number, toS: number): Promise<UtteranceRow[]> {
    return db.all(listBetween, { sessionId, fromS, toS });
  },
  /** What was said to the assistant over a link since a time, newest first. */
  listSince(db: ReadHandle, owner: UserId, linkId: LinkId, since: number): Promise<UtteranceRow[]> {
    return db.all(listSince, { owner, linkId, since });
  },
};
