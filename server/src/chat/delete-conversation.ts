import { AppError } from '../errors.ts';
import type { ConversationId, UserId } from '../kit/id.ts';
import { conversationWriter } from '../store/conversation-writer.ts';
import { runReader } from '../store/run-reader.ts';
import type { ChatParts } from './send-message.ts';

/**
 * Deletes a conversation with everything in it; answers that are being written there are stopped.
 * @throws AppError E1002
 */
export async function deleteConversation(
  { store, runs }: Pick<ChatParts, 'store' | 'runs'>,
  viewer: UserId,
  id: ConversationId,
): Promise<void> {
  const running = await store.transact(async (tx) => {
    // The lock lets no answer begin here between the look and the deletion.
    if (!(await conversationWriter.lock(tx, viewer, id))) throw new AppError('E1002');
    const streaming = await runReader.listStreamingIn(tx, viewer, id);
    await conversationWriter.delete(tx, viewer, id);
    return streaming;
  });
  for (const runId of running) runs.drop(runId);
}
