import { z } from 'zod';

/** What a conversation is about, and so what its prompt carries. */
export const spaceSchema = z.enum(['default', 'todos', 'memories', 'tasks', 'agent', 'friends', 'notifications']);

export type Space = z.infer<typeof spaceSchema>;

/** What people are told of each space: its name, and in one line what answers in it know of. */
export const SPACE_TEXTS: Readonly<Record<Space, { name: string; description: string }>> = {
  default: { name: 'Default', description: 'Everyday questions, with the memories that fit them' },
  todos: { name: 'To-dos', description: 'Answers know your open tasks and when they are due' },
  memories: { name: 'Memories', description: 'Answers know as much as possible of what you keep' },
  tasks: { name: 'Tasks', description: 'Answers know your open tasks and when they are due' },
  agent: { name: 'Agent', description: 'Answers know the latest events that programs noted for you' },
  friends: { name: 'Friends', description: 'Answers know the Omi users that are linked to you' },
  notifications: { name: 'Notifications', description: 'Answers know what you were notified of lately' },
};

/** The slots for windows, 1 to 5. */
export const SLOTS = [1, 2, 3, 4, 5] as const;
