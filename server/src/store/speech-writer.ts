import type { UserId } from '../kit/id.ts';
import { type WriteHandle, writeQuery } from './query.ts';

const deleteSegments = writeQuery('speech.delete_segments', (db, a: { owner: UserId }) =>
  db
    .deleteFrom('transcript_segments')
    .where('link_id', 'in', (eb) =>
      eb.selectFrom('omi_links').select('omi_links.id').where('omi_links.user_id', '=', a.owner),
    ),
);

const blankUtterances = writeQuery('speech.blank_utterances', (db, a: { owner: UserId }) =>
  db.updateTable('utterances').set({ text: '' }).where('user_id', '=', a.owner),
);

const blankReplies = writeQuery('speech.blank_replies', (db, a: { owner: UserId }) =>
  db.updateTable('utterances').set({ reply: '' }).where('user_id', '=', a.owner).where('reply', 'is not', null),
);

/** A queued question holds its words, and what others said before it. */
const deleteQuestions = writeQuery('speech.delete_questions', (db, a: { owner: UserId }) =>
  db.deleteFrom('outbox').where('user_id', '=', a.owner).where('kind', '=', 'omi_question'),
);

export const speechWriter = {
  /** Forgets the words a person's wearables heard: the transcript, what was meant for the assistant, and how commands were answered. */
  async forget(tx: WriteHandle, owner: UserId): Promise<void> {
    await tx.run(deleteSegments, { owner });
    await tx.run(blankUtterances, { owner });
    await tx.run(blankReplies, { owner });
    await tx.run(deleteQuestions, { owner });
  },
};
