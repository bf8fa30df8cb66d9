import { z } from 'zod';

/** What a conversation is about, and so what its prompt carries. */
export const spaceSchema = z.enum(['default', 'todos', 'memories', 'tasks', 'agent', 'friends', 'notifications']);

export type Space = z.infer<typeof spaceSchema>;

/** The slots for windows, 1 to 5. */
export const SLOTS = [1, 2, 3, 4, 5] as const;
