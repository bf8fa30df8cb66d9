import { AppError } from '../errors.ts';
import type { FileId, MessageId } from '../kit/id.ts';
import { fileReader } from '../store/file-reader.ts';
import { type MessageRow, messageReader } from '../store/message-reader.ts';
import type { ReadHandle } from '../store/query.ts';
import type { Answer } from './answer.ts';
import { type ChatParts, type NewMessage, sendMessage } from './send-message.ts';

/** What a person says in place of something that they said before. */
export interface Edit extends Omit<NewMessage, 'conversationId' | 'slot' | 'parentId' | 'edits' | 'title'> {
  messageId: MessageId;
}

/**
 * Puts a new message beside one of the person's and begins its answer: a branch of its own. The old one is kept with everything below it.
 * Its files go along again unless others are named.
 * @throws AppError E1002, E1003 (it is no message of a person; the same `clientMessageId` with other words), E2010, E2011, E3000, E3006
 */
export async function editMessage(parts: ChatParts, { messageId, ...words }: Edit): Promise<Answer> {
  const old = await messageReader.find(parts.store.read, words.viewer, messageId);
  if (!old) throw new AppError('E1002');
  if (old.role !== 'user') throw new AppError('E1003', 'This is an answer. Only what you wrote can be edited.');
  const { conversation_id: conversationId, parent_id: parentId } = old;
  const fileIds = words.fileIds ?? (await listFileIds(parts.store.read, old));
  return sendMessage(parts, { ...words, fileIds, conversationId, parentId, edits: old.id });
}

/** Those that are still there; undefined where it had none. */
async function listFileIds(db: ReadHandle, { id, user_id, files }: MessageRow): Promise<FileId[] | undefined> {
  if (files === null) return undefined;
  return (await fileReader.ofMessage(db, user_id, id)).map((file) => file.id);
}
