import type { UserId } from '../kit/id.ts';
import { memoryReader } from '../store/memory-reader.ts';
import { NEWEST_ID, type Page, readIdCursor, toPage } from '../store/page.ts';
import type { ReadHandle } from '../store/query.ts';
import { toSearch } from '../store/search.ts';
import type { MemoryStatus } from '../store/table/context-table.ts';
import { type Memory, toMemory } from './memory.ts';

interface MemoryPage {
  status: MemoryStatus;
  /** Plain words that all must be there, the last one perhaps only in part. Undefined or blank: no matter which. */
  query?: string | undefined;
  limit: number;
  cursor?: string | undefined;
}

/**
 * A person's memories, newest first.
 * @throws AppError E1001 for a cursor that is none
 */
export async function listMemories(
  db: ReadHandle,
  owner: UserId,
  { status, query = '', limit, cursor }: MemoryPage,
): Promise<Page<Memory>> {
  const page = { status, before: cursor === undefined ? NEWEST_ID : readIdCursor(cursor), limit: limit + 1 };
  if (query.trim() === '') return toPage(await memoryReader.list(db, owner, page), limit, toMemory);
  const words = toSearch(query, 'all');
  return toPage(words ? await memoryReader.search(db, owner, words, page) : [], limit, toMemory);
}
