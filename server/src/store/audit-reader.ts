import type { Selectable } from 'kysely';
import { type ReadHandle, readQuery } from './query.ts';
import type { AuditHeadTable, AuditLogTable } from './schema.ts';

export type AuditRow = Selectable<AuditLogTable>;

const listAfter = readQuery('audit.list_after', (db, a: { seq: number; limit: number }) =>
  db.selectFrom('audit_log').selectAll().where('seq', '>', a.seq).orderBy('seq').limit(a.limit),
);
const findHead = readQuery('audit.find_head', (db) =>
  db.selectFrom('audit_head').select(['seq', 'hash']).where('id', '=', 1),
);

export const auditReader = {
  /** Entries in the order of the chain, from the one after `seq`. */
  listAfter(db: ReadHandle, seq: number, limit: number): Promise<AuditRow[]> {
    return db.all(listAfter, { seq, limit });
  },
  findHead(db: ReadHandle): Promise<Pick<Selectable<AuditHeadTable>, 'seq' | 'hash'> | undefined> {
    return db.first(findHead, {});
  },
};
