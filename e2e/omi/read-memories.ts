import type { z } from 'zod';
import type { OmiUser } from './omi-user.ts';
import { type pageSchema, readPage } from './read-page.ts';

/** What is locked shows only this much of its text. */
const LOCKED_UNITS = 70;

export function readMemories(user: OmiUser, query: z.infer<typeof pageSchema>): object {
  const memories = readPage(user.memories, () => true, query);
  return {
    memories: memories.map(({ is_locked, ...memory }) => ({
      ...memory,
      content: is_locked ? cutLocked(memory.content) : memory.content,
    })),
  };
}

/** The beginning of a locked text, with dots where more of it is hidden. */
export function cutLocked(text: string): string {
  return text.length > LOCKED_UNITS ? `${text.slice(0, LOCKED_UNITS)}...` : text;
}
