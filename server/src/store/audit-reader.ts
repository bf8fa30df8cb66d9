import type { Selectable } from 'kysely';
import { sql } from 'kysely';
import type { UserId } from '../kit/id.ts';
import { type ReadHandle, type ReadQuery, readQuery } from './query.ts';
import type { AuditHeadTable, AuditLogTable } from './table/operation-table.ts';

export type AuditRow = Selectable<AuditLogTable>;

const listAfter = readQuery('audit.list_after', (db, a: { seq: number; limit: number }) =>
  db.selectFrom('audit_log').selectAll().where('seq', '>', a.seq).orderBy('seq').limit(a.limit),
);
const findHead = readQuery('audit.find_head', (db) =>
  db.selectFrom('audit_head').select(['seq', 'hash']).where('id', '=', 1),
);
const findLastBefore = readQuery('audit.find_last_before', (db, a: { at: number }) =>
  db.selectFrom('audit_log').select(['seq', 'hash']).where('at', '<', a.at).orderBy('seq', 'desc').limit(1),
);
const findFirst = readQuery('audit.find_first', (db) =>
  db.selectFrom('audit_log').select(['seq', 'at']).orderBy('seq').limit(1),
);
const findBySeq = readQuery('audit.find_by_seq', (db, a: { seq: number }) =>
  db.selectFrom('audit_log').select(['seq', 'hash']).where('seq', '=', a.seq),
);

/** What entries are looked for; each that is there must fit. */
export interface AuditFilter {
  actor?: UserId | undefined;
  /** `user.change`, or `user` for everything about users. */
  action?: string | undefined;
  /** An id. */
  target?: string | undefined;
  /** Milliseconds since 1970, from the first to before the second. */
  from?: number | undefined;
  to?: number | undefined;
}

interface SearchArgs {
  actor: UserId;
  action: string;
  /** A pattern for LIKE. */
  actionsOf: string;
  target: string;
  from: number;
  to: number;
  /** Entries before it, or after it where the oldest come first. */
  seq: number;
  limit: number;
}

const FILTERS = ['actor', 'action', 'target'] as const;
const searches = new Map<string, ReadQuery<SearchArgs, AuditRow>>();
const keyOf = (order: 'newest' | 'oldest', has: readonly string[]) => [order, ...has].join('_');

/** One query for each way to filter, in both orders. */
for (const order of ['newest', 'oldest'] as const) {
  for (let mask = 0; mask < 2 ** FILTERS.length; mask += 1) {
    const has = FILTERS.filter((_, i) => mask & (1 << i));
    searches.set(
      keyOf(order, has),
      readQuery(`audit.search_${keyOf(order, has)}`, (db, a: SearchArgs) =>
        db
          .selectFrom('audit_log')
          .selectAll()
          .where('seq', order === 'newest' ? '<' : '>', a.seq)
          .where('at', '>=', a.from)
          .where('at', '<', a.to)
          .$if(has.includes('actor'), (q) => q.where('actor_user_id', '=', a.actor))
          .$if(has.includes('action'), (q) =>
            q.where((eb) =>
              eb.or([eb('action', '=', a.action), sql<boolean>`${eb.ref('action')} like ${a.actionsOf} escape '\\'`]),
            ),
          )
          .$if(has.includes('target'), (q) => q.where('target_id', '=', a.target))
          .orderBy('seq', order === 'newest' ? 'desc' : 'asc')
          .limit(a.limit),
      ),
    );
  }
}

/** Beyond every number of an entry, and after every time: what an `integer` and a `bigint` of either database hold. */
export const AFTER_EVERY_ENTRY = 2_147_483_647;
const AFTER_EVERY_TIME = 9_007_199_254_740_991;

export const auditReader = {
  /** Entries in the order of the chain, from the one after `seq`. */
  listAfter(db: ReadHandle, seq: number, limit: number): Promise<AuditRow[]> {
    return db.all(listAfter, { seq, limit });
  },
  findHead(db: ReadHandle): Promise<Pick<Selectable<AuditHeadTable>, 'seq' | 'hash'> | undefined> {
    return db.first(findHead, {});
  },
  /** The oldest entry that is kept. */
  findFirst(db: ReadHandle): Promise<Pick<AuditRow, 'seq' | 'at'> | undefined> {
    return db.first(findFirst, {});
  },
  findBySeq(db: ReadHandle, seq: number): Promise<Pick<AuditRow, 'seq' | 'hash'> | undefined> {
    return db.first(findBySeq, { seq });
  },
  /** The last entry from before a moment. */
  findLastBefore(db: ReadHandle, at: number): Promise<Pick<AuditRow, 'seq' | 'hash'> | undefined> {
    return db.first(findLastBefore, { at });
  },
  /** Entries that fit, from the one after `seq` on: before it in the chain where the newest come first. */
  search(
    db: ReadHandle,
    filter: AuditFilter,
    { order, seq, limit }: { order: 'newest' | 'oldest'; seq: number; limit: number },
  ): Promise<AuditRow[]> {
    const has = FILTERS.filter((name) => filter[name] !== undefined);
    const query = searches.get(keyOf(order, has));
    if (!query) throw new Error(`no query searches the audit log by ${has.join()}`);
    return db.all(query, {
      actor: filter.actor ?? ('' as UserId),
      action: filter.action ?? '',
      actionsOf: `${(filter.action ?? '').replace(/[\\%_]/g, '\\$&')}.%`,
      target: filter.target ?? '',
      from: filter.from ?? 0,
      to: filter.to ?? AFTER_EVERY_TIME,
      seq,
      limit,
    });
  },
};
