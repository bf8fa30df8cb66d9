import type { Text } from '../../../lib/use-text.ts';

export const SPACES = ['default', 'todos', 'memories', 'tasks', 'agent', 'friends', 'notifications'] as const;
export type Space = (typeof SPACES)[number];
export type Kept = Partial<Record<Space, number | null>>;

export function spaceName(space: Space, t: Text): string {
  const names: Record<Space, string> = {
    default: t('console.spaceDefault'),
    todos: t('console.spaceTodos'),
    memories: t('console.spaceMemories'),
    tasks: t('console.spaceTasks'),
    agent: t('console.spaceAgent'),
    friends: t('console.spaceFriends'),
    notifications: t('console.spaceNotifications'),
  };
  return names[space];
}

/** Those with a limit, as the server asks for them. */
export function limitedOnly(kept: Kept): Partial<Record<Space, number>> {
  return Object.fromEntries(Object.entries(kept).filter(([, days]) => typeof days === 'number'));
}
