import { sql } from 'kysely';
import { type ReadHandle, readQuery } from './query.ts';
import type { OutboxStatus } from './table/operation-table.ts';

const outbox = readQuery('admin_count.outbox', (db) =>
  db
    .selectFrom('outbox')
    .select(['status', sql<number>`count(*)`.as('count'), sql<number>`min(due_at)`.as('oldest_due_at')])
    .where('status', '!=', 'done')
    .groupBy('status'),
);

/** How far people came; each is a number of people but the last two. */
export interface ActivationCounts {
  people: number;
  seen: number;
  asked: number;
  linked: number;
  spoke: number;
  messages: number;
  conversations: number;
}

const activation = readQuery('admin_count.activation', (db, a: { since: number }) =>
  db.selectNoFrom((eb) => [
    eb.selectFrom('users').select(sql<number>`count(*)`.as('n')).as('people'),
    eb
      .selectFrom('sessions')
      .select(sql<number>`count(distinct user_id)`.as('n'))
      .where('last_seen_at', '>=', a.since)
      .as('seen'),
    eb.selectFrom('conversations').select(sql<number>`count(distinct user_id)`.as('n')).as('asked'),
    eb
      .selectFrom('omi_links')
      .select(sql<number>`count(distinct user_id)`.as('n'))
      .where('status', '=', 'active')
      .as('linked'),
    eb.selectFrom('utterances').select(sql<number>`count(distinct user_id)`.as('n')).as('spoke'),
    eb.selectFrom('model_usage').select(sql<number>`cast(coalesce(sum(messages), 0) as bigint)`.as('n')).as('messages'),
    eb.selectFrom('conversations').select(sql<number>`count(*)`.as('n')).as('conversations'),
  ]),
);

/** Rows of one status that are not done. */
export interface OutboxCount {
  status: OutboxStatus;
  count: number;
  /** Milliseconds since 1970. */
  oldest_due_at: number;
}

export const adminCountReader = {
  outbox(db: ReadHandle): Promise<OutboxCount[]> {
    return db.all(outbox, {});
  },
  /** @param since from when on somebody counts as seen, in milliseconds since 1970 */
  activation(db: ReadHandle, since: number): Promise<ActivationCounts | undefined> {
    return db.first(activation, { since }) as Promise<ActivationCounts | undefined>;
  },
};
