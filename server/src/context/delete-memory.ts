import { AppError } from '../errors.ts';
import type { MemoryId, UserId } from '../kit/id.ts';
import { memoryWriter } from '../store/memory-writer.ts';
import type { WriteHandle } from '../store/query.ts';

/** @throws AppError E1002 when it is not there or not the owner's */
export async function deleteMemory(tx: WriteHandle, owner: UserId, id: MemoryId): Promise<void> {
  if (!(await memoryWriter.delete(tx, owner, id))) throw new AppError('E1002');
}
