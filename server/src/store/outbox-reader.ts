import type { OutboxId } from '../kit/id.ts';
import type { OutboxRow } from './outbox-writer.ts';
import { type ReadHandle, readQuery } from './query.ts';
import type { OutboxStatus } from './table/operation-table.ts';

const nextDue = readQuery('outbox.next_due', (db, _: Record<string, never>) =>
  db
    .selectFrom('outbox')
    .select((eb) => eb.fn.min('due_at').as('due_at'))
    .where('status', '=', 'pending'),
);

/** A row as a list shows it: without its payload, which may hold what a person said. */
export type ListedOutboxRow = Omit<
  OutboxRow,
  'payload' | 'dedupe_key' | 'subject_id' | 'lease_owner' | 'lease_expires_at'
>;

interface PageArgs {
  before: string;
  limit: number;
}

const definePage = (name: string, isOfStatus: boolean) =>
  readQuery(name, (db, a: PageArgs & { status: OutboxStatus }) =>
    db
      .selectFrom('outbox')
      .select(['id', 'kind', 'user_id', 'status', 'attempts', 'due_at', 'last_error', 'created_at', 'updated_at'])
      .where('id', '<', a.before as OutboxId)
      .$if(isOfStatus, (q) => q.where('status', '=', a.status))
      .orderBy('id', 'desc')
      .limit(a.limit),
  );

const list = definePage('outbox.list', false);
const listOfStatus = definePage('outbox.list_of_status', true);

const exists = readQuery('outbox.exists', (db, a: { id: OutboxId }) =>
  db.selectFrom('outbox').select('id').where('id', '=', a.id),
);

export const outboxReader = {
  /** Everybody's rows, newest first. @param page `before` is the id that it begins after */
  list(db: ReadHandle, status: OutboxStatus | undefined, page: PageArgs): Promise<ListedOutboxRow[]> {
    return db.all(status ? listOfStatus : list, { status: status ?? 'pending', ...page });
  },
  async exists(db: ReadHandle, id: OutboxId): Promise<boolean> {
    return (await db.first(exists, { id })) !== undefined;
  },
  /** When the next row wants to be delivered (milliseconds since 1970), or undefined when none waits. */
  async nextDue(db: ReadHandle): Promise<number | undefined> {
    return (await db.first(nextDue, {}))?.due_at ?? undefined;
  },
};
