import { AppError } from '../errors.ts';
import type { ConversationId, UserId } from '../kit/id.ts';
import type { Runs } from '../run/runs.ts';
import { conversationWriter } from '../store/conversation-writer.ts';
import type { Store } from '../store/open.ts';
import { runReader } from '../store/run-reader.ts';

/**
 * Deletes a conversation with everything in it; answers that are being written there are stopped.
 * @throws AppError E1002
 */
export async function deleteConversation(store: Store, runs: Runs, viewer: UserId, id: ConversationId): Promise<void> {
  for (const runId of await runReader.listStreamingIn(store.read, viewer, id)) await runs.requestCancel(viewer, runId);
  const isDeleted = await store.transact((tx) => conversationWriter.delete(tx, viewer, id));
  if (!isDeleted) throw new AppError('E1002');
}
