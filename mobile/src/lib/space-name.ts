import type { Space } from '@omniai/client';
import type { MessageId } from './message-id.ts';

/** What each space is called. */
export const SPACE_NAME: Readonly<Record<Space['space'], MessageId>> = {
  default: 'common.spaceDefault',
  todos: 'common.spaceTodos',
  memories: 'common.spaceMemories',
  tasks: 'common.spaceTasks',
  agent: 'common.spaceAgent',
  friends: 'common.spaceFriends',
  notifications: 'common.spaceNotifications',
};
