import { AppError } from '../../errors.ts';
import type { Clock } from '../../kit/clock.ts';
import { type ConversationImportId, createId, type OutboxId, type UserId } from '../../kit/id.ts';
import { must } from '../../kit/must.ts';
import { conversationImportReader } from '../../store/conversation-import-reader.ts';
import { conversationImportWriter } from '../../store/conversation-import-writer.ts';
import type { Store } from '../../store/open.ts';
import { outboxWriter } from '../../store/outbox-writer.ts';
import type { WriteHandle } from '../../store/query.ts';
import { type ConversationImport, toConversationImport } from './conversation-import.ts';
import type { ImportFolder } from './import-folder.ts';

export interface ImportParts {
  store: Store;
  clock: Clock;
  folder: ImportFolder;
}

/**
 * Receives a file and begins to take its conversations over; the outbox does it.
 * @throws AppError E1003 while another import of the viewer's is running, E1004 when it is too large, E1000 when it is empty
 */
export async function startConversationImport(
  { store, clock, folder }: ImportParts,
  viewer: UserId,
  pieces: AsyncIterable<Uint8Array>,
): Promise<ConversationImport> {
  if (await conversationImportReader.hasRunning(store.read, viewer)) throw alreadyRunning();
  const id = createId<ConversationImportId>();
  const bytes = await folder.receive(viewer, id, pieces);
  try {
    if (bytes === 0) throw new AppError('E1000', 'Send the file as the body of the request.');
    return await store.transact((tx) => beginImport(tx, { id, owner: viewer, bytes, now: clock.now() }));
  } catch (error) {
    await folder.remove(id);
    throw error;
  }
}

async function beginImport(
  tx: WriteHandle,
  row: { id: ConversationImportId; owner: UserId; bytes: number; now: number },
): Promise<ConversationImport> {
  const { id, owner, now } = row;
  if (!(await conversationImportWriter.insert(tx, row))) throw alreadyRunning();
  await outboxWriter.insert(tx, {
    id: createId<OutboxId>(),
    kind: 'conversation_import',
    user_id: owner,
    subject_id: id,
    payload: '{}',
    dedupe_key: `conversation_import:${id}`,
    due_at: now,
    created_at: now,
  });
  return toConversationImport(must(await conversationImportReader.find(tx, owner, id), 'the import just begun'));
}

function alreadyRunning(): AppError {
  return new AppError('E1003', 'Another import of yours is running. Wait for it, or stop it.');
}
