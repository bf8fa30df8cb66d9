import { must } from '../kit/must.ts';
import type { AuditRow } from './audit-reader.ts';
import { type WriteHandle, writeQuery } from './query.ts';

const advanceHead = writeQuery('audit.advance_head', (db) =>
  db
    .updateTable('audit_head')
    .set((eb) => ({ seq: eb('seq', '+', 1) }))
    .where('id', '=', 1)
    .returning(['seq', 'hash']),
);
const sealHead = writeQuery('audit.seal_head', (db, a: { hash: string }) =>
  db.updateTable('audit_head').set({ hash: a.hash }).where('id', '=', 1),
);
const insert = writeQuery('audit.insert', (db, a: AuditRow) =>
  db.insertInto('audit_log').values({
    seq: a.seq,
    id: a.id,
    at: a.at,
    actor_user_id: a.actor_user_id,
    action: a.action,
    target_type: a.target_type,
    target_id: a.target_id,
    ip: a.ip,
    request_id: a.request_id,
    details: a.details,
    prev_hash: a.prev_hash,
    hash: a.hash,
  }),
);

const removeThrough = writeQuery('audit.remove_through', (db, a: { seq: number }) =>
  db.deleteFrom('audit_log').where('seq', '<=', a.seq),
);

export const auditWriter = {
  /** Takes the next number of the chain and the hash before it. From here until the transaction ends no one else appends. */
  async advanceHead(tx: WriteHandle): Promise<{ seq: number; hash: string }> {
    return must((await tx.run(advanceHead, {})).rows[0], 'the head of the audit chain');
  },
  async insert(tx: WriteHandle, row: AuditRow): Promise<void> {
    await tx.run(insert, row);
    await tx.run(sealHead, { hash: row.hash });
  },
  /** Removes the beginning of the chain up to an entry; gives how many entries that were. */
  async removeThrough(tx: WriteHandle, seq: number): Promise<number> {
    return (await tx.run(removeThrough, { seq })).changes;
  },
};
