import { createMemory } from '../../context/create-memory.ts';
import type { UserId } from '../../kit/id.ts';
import { CONTEXT_LIMITS } from '../../kit/limits.ts';
import { omiItemWriter } from '../../store/omi-item-writer.ts';
import type { WriteHandle } from '../../store/query.ts';
import type { OmiMemory } from './omi-memory.ts';
import { timeAtOmi } from './time-at-omi.ts';

/**
 * Makes a memory of Omi's one of ours, once: what the person deleted here stays deleted. One that is locked at Omi shows only its beginning and
 * is left for later.
 * @returns whether it was taken over now
 */
export async function importMemory(tx: WriteHandle, owner: UserId, memory: OmiMemory, now: number): Promise<boolean> {
  const text = memory.content.trim().slice(0, CONTEXT_LIMITS.memoryUnits).toWellFormed();
  if (memory.is_locked || text === '') return false;
  const key = { owner, kind: 'memory' as const, omiId: memory.id };
  if (!(await omiItemWriter.claim(tx, key, now))) return false;
  const learnedAt = timeAtOmi(memory.created_at, now);
  const { id } = await createMemory(tx, owner, { text, source: 'omi', sourceMessageId: null }, learnedAt);
  await omiItemWriter.setItem(tx, key, id);
  return true;
}
