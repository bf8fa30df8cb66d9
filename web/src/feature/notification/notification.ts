import type { ApiSchemas } from '@omniai/client';

export type Notification = ApiSchemas['Notification'];

/** One thing that a person was told, with every way it took. */
export interface ToldThing extends Pick<Notification, 'id' | 'kind' | 'text' | 'conversation_id' | 'created_at'> {
  ways: Notification[];
}

/**
 * What goes over several channels is listed once for each; this makes one of them.
 * @param notifications newest first, as the server lists them
 */
export function joinWays(notifications: readonly Notification[]): ToldThing[] {
  const things: ToldThing[] = [];
  for (const notification of notifications) {
    const last = things.at(-1);
    if (last && isSame(last, notification)) last.ways.unshift(notification);
    else things.push({ ...notification, ways: [notification] });
  }
  return things;
}

function isSame(told: ToldThing, { kind, text, created_at }: Notification): boolean {
  return told.kind === kind && told.text === text && told.created_at === created_at;
}
