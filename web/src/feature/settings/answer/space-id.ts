import type { Space } from '@omniai/client';

export type SpaceId = Space['space'];

export const SPACES: readonly SpaceId[] = [
  'default',
  'todos',
  'memories',
  'tasks',
  'agent',
  'friends',
  'notifications',
];
