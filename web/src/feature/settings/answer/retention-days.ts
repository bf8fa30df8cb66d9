import type { Preferences } from '../../../lib/use-preferences.ts';
import { SPACES, type SpaceId } from './space-id.ts';

/** What stands in the fields: a number of days, or nothing for ever. */
export type DaysTyped = Readonly<Record<SpaceId, string>>;

export function toDaysTyped(days: Preferences['retention_days']): DaysTyped {
  const typed = (space: SpaceId) => String(days[space] ?? '');
  return {
    default: typed('default'),
    todos: typed('todos'),
    memories: typed('memories'),
    tasks: typed('tasks'),
    agent: typed('agent'),
    friends: typed('friends'),
    notifications: typed('notifications'),
  };
}

export function toRetentionDays(typed: DaysTyped): Preferences['retention_days'] {
  return Object.fromEntries(SPACES.flatMap((space) => (typed[space] === '' ? [] : [[space, Number(typed[space])]])));
}

/** Keeps whole days between 1 and a hundred years of what is typed. */
export function acceptDays(typed: string): string {
  const days = Number.parseInt(typed, 10);
  return Number.isNaN(days) || days < 1 ? '' : String(Math.min(days, 36_500));
}
