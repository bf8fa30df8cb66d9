import { type ReadHandle, readQuery } from './query.ts';

const nextDue = readQuery('outbox.next_due', (db, _: Record<string, never>) =>
  db
    .selectFrom('outbox')
    .select((eb) => eb.fn.min('due_at').as('due_at'))
    .where('status', '=', 'pending'),
);

export const outboxReader = {
  /** When the next row wants to be delivered (milliseconds since 1970), or undefined when none waits. */
  async nextDue(db: ReadHandle): Promise<number | undefined> {
    return (await db.first(nextDue, {}))?.due_at ?? undefined;
  },
};
