import { AppError } from '../errors.ts';
import type { MemoryId, UserId } from '../kit/id.ts';
import { cleanText } from '../kit/text.ts';
import type { SourcedMemoryRow } from '../store/memory-reader.ts';
import { memoryWriter } from '../store/memory-writer.ts';
import type { WriteHandle } from '../store/query.ts';
import { getMemory } from './get-memory.ts';

/**
 * Changes a memory's text, or keeps a suggested one.
 * @throws AppError E1002
 */
export async function changeMemory(
  tx: WriteHandle,
  owner: UserId,
  id: MemoryId,
  change: { text?: string | undefined; status?: 'kept' | undefined },
  now: number,
): Promise<SourcedMemoryRow> {
  if (!(await memoryWriter.lock(tx, owner, id))) throw new AppError('E1002');
  const before = await getMemory(tx, owner, id);
  const row = {
    ...before,
    text: change.text === undefined ? before.text : cleanText(change.text).trim(),
    status: change.status ?? before.status,
    updated_at: now,
  };
  await memoryWriter.update(tx, owner, id, row);
  return row;
}
