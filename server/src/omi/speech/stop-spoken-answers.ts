import type { ChatParts } from '../../chat/send-message.ts';
import type { UserId } from '../../kit/id.ts';
import { messageReader } from '../../store/message-reader.ts';
import { runReader } from '../../store/run-reader.ts';

/** Stops the answers to a person's spoken questions that are being written; what was typed goes on. */
export async function stopSpokenAnswers(
  { store, runs }: Pick<ChatParts, 'store' | 'runs'>,
  owner: UserId,
): Promise<void> {
  for (const run of await runReader.listStreaming(store.read, owner)) {
    const message = await messageReader.find(store.read, owner, run.message_id);
    if (message?.source === 'omi_transcript') await runs.requestCancel(owner, run.id);
  }
}
