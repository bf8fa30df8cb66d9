import type { UserId } from '../kit/id.ts';
import { type MemoryRow, memoryReader } from '../store/memory-reader.ts';
import type { ReadHandle } from '../store/query.ts';
import { toSearch } from '../store/search.ts';

/**
 * The kept memories that hold every word of `query` (the last one may be only the beginning of a word), best first.
 * @param query plain words; without any, nothing is found
 */
export async function findMemories(db: ReadHandle, owner: UserId, query: string, limit: number): Promise<MemoryRow[]> {
  const words = toSearch(query, 'all');
  return words ? memoryReader.rank(db, owner, words, limit) : [];
}
