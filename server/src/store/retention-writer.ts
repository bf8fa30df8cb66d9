import type { ConversationId } from '../kit/id.ts';
import { type WriteHandle, writeQuery } from './query.ts';
import { type Due, isDue } from './retention-reader.ts';

/** Looks once more: since it was listed somebody may have written in it, pinned it or moved it. */
const remove = writeQuery('conversation.delete_due', (db, a: Due & { id: ConversationId }) =>
  db
    .deleteFrom('conversations')
    .where('conversations.id', '=', a.id)
    .where((eb) => isDue(eb, a)),
);

export const retentionWriter = {
  /** Deletes those that are still due, with their messages and runs; tells of each whether it went. */
  async remove(tx: WriteHandle, due: Due, ids: readonly ConversationId[]): Promise<boolean[]> {
    const { owner, space, before } = due;
    const changes = await tx.runEach(
      remove,
      ids.map((id) => ({ owner, space, before, id })),
    );
    return changes.map((count) => count === 1);
  },
};
