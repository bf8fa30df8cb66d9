import type { AgentEventId, UserId } from '../kit/id.ts';
import type { AgentEventRow } from './agent-event-reader.ts';
import { type WriteHandle, writeQuery } from './query.ts';

const insert = writeQuery('agent_event.insert', (db, a: AgentEventRow) =>
  db.insertInto('agent_events').values({
    id: a.id,
    user_id: a.user_id,
    type: a.type,
    payload: a.payload,
    status: a.status,
    source: a.source,
    source_message_id: a.source_message_id,
    due_at: a.due_at,
    completed_at: a.completed_at,
    created_at: a.created_at,
    updated_at: a.updated_at,
  }),
);

type Editable = Pick<AgentEventRow, 'payload' | 'status' | 'due_at' | 'completed_at' | 'updated_at'>;

const update = writeQuery('agent_event.update', (db, a: Editable & { owner: UserId; id: AgentEventId }) =>
  db
    .updateTable('agent_events')
    .set({
      payload: a.payload,
      status: a.status,
      due_at: a.due_at,
      completed_at: a.completed_at,
      updated_at: a.updated_at,
    })
    .where('id', '=', a.id)
    .where('user_id', '=', a.owner),
);

/** Changes nothing; on Postgres whoever else wants to change the row waits until the transaction ends. */
const lock = writeQuery('agent_event.lock', (db, a: { owner: UserId; id: AgentEventId }) =>
  db
    .updateTable('agent_events')
    .set((eb) => ({ user_id: eb.ref('user_id') }))
    .where('id', '=', a.id)
    .where('user_id', '=', a.owner),
);

const remove = writeQuery('agent_event.delete', (db, a: { owner: UserId; id: AgentEventId }) =>
  db.deleteFrom('agent_events').where('id', '=', a.id).where('user_id', '=', a.owner),
);

export const agentEventWriter = {
  async insert(tx: WriteHandle, row: AgentEventRow): Promise<void> {
    await tx.run(insert, row);
  },
  /** Holds it against changes by others until the transaction ends; tells whether it is there. */
  async lock(tx: WriteHandle, owner: UserId, id: AgentEventId): Promise<boolean> {
    return (await tx.run(lock, { owner, id })).changes === 1;
  },
  async update(tx: WriteHandle, owner: UserId, row: AgentEventRow): Promise<void> {
    await tx.run(update, { ...row, owner });
  },
  /** Tells whether it was there. */
  async delete(tx: WriteHandle, owner: UserId, id: AgentEventId): Promise<boolean> {
    return (await tx.run(remove, { owner, id })).changes === 1;
  },
};
