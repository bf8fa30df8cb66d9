import { AppError } from '../errors.ts';
import { createId, type MemoryId, type MessageId, type UserId } from '../kit/id.ts';
import { cleanText } from '../kit/text.ts';
import type { MemoryRow } from '../store/memory-reader.ts';
import { memoryWriter } from '../store/memory-writer.ts';
import { messageReader } from '../store/message-reader.ts';
import type { WriteHandle } from '../store/query.ts';
import type { ItemSource, MemoryStatus } from '../store/table/context-table.ts';

/** Something to remember; without a status it is kept. */
export interface NewMemory {
  text: string;
  source: ItemSource;
  sourceMessageId: MessageId | null;
  status?: MemoryStatus;
}

/** @throws AppError E1002 when the source message is not the owner's */
export async function createMemory(
  tx: WriteHandle,
  owner: UserId,
  { text, source, sourceMessageId, status = 'kept' }: NewMemory,
  now: number,
): Promise<MemoryRow> {
  if (sourceMessageId !== null && !(await messageReader.find(tx, owner, sourceMessageId))) throw new AppError('E1002');
  const row: MemoryRow = {
    id: createId<MemoryId>(),
    user_id: owner,
    text: cleanText(text).trim(),
    status,
    source,
    source_message_id: sourceMessageId,
    created_at: now,
    updated_at: now,
  };
  await memoryWriter.insert(tx, row);
  return row;
}
