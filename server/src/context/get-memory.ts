import { AppError } from '../errors.ts';
import type { MemoryId, UserId } from '../kit/id.ts';
import { memoryReader, type SourcedMemoryRow } from '../store/memory-reader.ts';
import type { ReadHandle } from '../store/query.ts';

/** @throws AppError E1002 when it is not there or not the owner's */
export async function getMemory(db: ReadHandle, owner: UserId, id: MemoryId): Promise<SourcedMemoryRow> {
  const row = await memoryReader.find(db, owner, id);
  if (!row) throw new AppError('E1002');
  return row;
}
