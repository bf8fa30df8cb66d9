import type { OmiConversation } from './omi-conversation.ts';
import type { OmiMemory } from './omi-memory.ts';
import type { OmiTask } from './omi-task.ts';

/** A row that Omi can no longer read. It takes a place in its page and is left out of the answer, so the page is short. */
export const MALFORMED = 'malformed';

/** What Omi keeps of one user, in any order. Tests fill it and read it. */
export interface OmiUser {
  conversations: (OmiConversation | typeof MALFORMED)[];
  memories: (OmiMemory | typeof MALFORMED)[];
  tasks: (OmiTask | typeof MALFORMED)[];
}

/** Somebody Omi knows nothing of yet. */
export function createOmiUser(): OmiUser {
  return { conversations: [], memories: [], tasks: [] };
}
