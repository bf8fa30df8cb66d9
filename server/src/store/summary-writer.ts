import type { SummaryId, UserId } from '../kit/id.ts';
import { type WriteHandle, writeQuery } from './query.ts';
import type { SummaryRow } from './summary-reader.ts';

/** A summary that is there, perhaps corrected by a person, stays. */
const insert = writeQuery('summary.insert', (db, a: SummaryRow) =>
  db
    .insertInto('summaries')
    .values({
      id: a.id,
      user_id: a.user_id,
      conversation_id: a.conversation_id,
      message_id: a.message_id,
      text: a.text,
      messages: a.messages,
      origin: a.origin,
      provider: a.provider,
      model: a.model,
      created_at: a.created_at,
      updated_at: a.updated_at,
    })
    .onConflict((c) => c.column('message_id').doNothing()),
);

interface ChangeArgs {
  owner: UserId;
  id: SummaryId;
  text: string;
  now: number;
}

const change = writeQuery('summary.change', (db, a: ChangeArgs) =>
  db
    .updateTable('summaries')
    .set({ text: a.text, origin: 'person', updated_at: a.now })
    .where('id', '=', a.id)
    .where('user_id', '=', a.owner),
);

const remove = writeQuery('summary.delete', (db, a: { owner: UserId; id: SummaryId }) =>
  db.deleteFrom('summaries').where('id', '=', a.id).where('user_id', '=', a.owner),
);

export const summaryWriter = {
  async insert(tx: WriteHandle, row: SummaryRow): Promise<void> {
    await tx.run(insert, row);
  },
  /** Puts a person's words in its place; tells whether it was there. */
  async change(tx: WriteHandle, args: ChangeArgs): Promise<boolean> {
    return (await tx.run(change, args)).changes === 1;
  },
  /** Tells whether it was there. */
  async delete(tx: WriteHandle, owner: UserId, id: SummaryId): Promise<boolean> {
    return (await tx.run(remove, { owner, id })).changes === 1;
  },
};
