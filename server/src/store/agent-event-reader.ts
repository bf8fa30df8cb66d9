import { type Selectable, sql } from 'kysely';
import type { AgentEventId, UserId } from '../kit/id.ts';
import { type ReadHandle, readQuery } from './query.ts';
import type { AgentEventStatus, AgentEventTable } from './table/context-table.ts';

export type AgentEventRow = Selectable<AgentEventTable>;

/** What a list is narrowed to; what is missing narrows nothing. */
export interface AgentEventFilter {
  type?: string | undefined;
  status?: AgentEventStatus | undefined;
  /** Milliseconds since 1970: only what is due before. */
  dueBefore?: number | undefined;
}

const find = readQuery('agent_event.find', (db, a: { owner: UserId; id: AgentEventId }) =>
  db.selectFrom('agent_events').selectAll().where('id', '=', a.id).where('user_id', '=', a.owner),
);

interface PageArgs {
  owner: UserId;
  before: string;
  limit: number;
  dueBefore: number | null;
}

const definePage = (name: string, by: { type: boolean; status: boolean }) =>
  readQuery(name, (db, a: PageArgs & { type: string; status: AgentEventStatus }) =>
    db
      .selectFrom('agent_events')
      .selectAll()
      .where('user_id', '=', a.owner)
      .$if(by.type, (q) => q.where('type', '=', a.type))
      .$if(by.status, (q) => q.where('status', '=', a.status))
      .where('id', '<', a.before as AgentEventId)
      .where((eb) => {
        const dueBefore = sql<number>`cast(${a.dueBefore} as bigint)`;
        return eb.or([eb(dueBefore, 'is', null), eb('due_at', '<', dueBefore)]);
      })
      .orderBy('id', 'desc')
      .limit(a.limit),
  );

const list = definePage('agent_event.list', { type: false, status: false });
const listOfType = definePage('agent_event.list_of_type', { type: true, status: false });
const listOfStatus = definePage('agent_event.list_of_status', { type: false, status: true });
const listOfTypeAndStatus = definePage('agent_event.list_of_type_and_status', { type: true, status: true });

const openTasks = readQuery('agent_event.open_tasks', (db, a: { owner: UserId; limit: number }) =>
  db
    .selectFrom('agent_events')
    .selectAll()
    .where('user_id', '=', a.owner)
    .where('type', '=', 'task')
    .where('status', '=', 'open')
    .orderBy('due_at', (o) => o.asc().nullsLast())
    .orderBy('id')
    .limit(a.limit),
);

const countOpenTasks = readQuery('agent_event.count_open_tasks', (db, a: { owner: UserId }) =>
  db
    .selectFrom('agent_events')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('user_id', '=', a.owner)
    .where('type', '=', 'task')
    .where('status', '=', 'open'),
);

export const agentEventReader = {
  find(db: ReadHandle, owner: UserId, id: AgentEventId): Promise<AgentEventRow | undefined> {
    return db.first(find, { owner, id });
  },
  /** Newest first, those with ids smaller than `before`. */
  list(
    db: ReadHandle,
    owner: UserId,
    { type, status, dueBefore }: AgentEventFilter,
    page: { before: string; limit: number },
  ): Promise<AgentEventRow[]> {
    const query = type === undefined ? (status ? listOfStatus : list) : status ? listOfTypeAndStatus : listOfType;
    return db.all(query, {
      owner,
      ...page,
      dueBefore: dueBefore ?? null,
      type: type ?? '',
      status: status ?? 'open',
    });
  },
  /** What is due first comes first, then what has no time, oldest first. */
  openTasks(db: ReadHandle, owner: UserId, limit: number): Promise<AgentEventRow[]> {
    return db.all(openTasks, { owner, limit });
  },
  async countOpenTasks(db: ReadHandle, owner: UserId): Promise<number> {
    return (await db.first(countOpenTasks, { owner }))?.count ?? 0;
  },
};
