import type { Selectable } from 'kysely';
import type { ToolServerId } from '../kit/id.ts';
import { type ReadHandle, readQuery } from './query.ts';
import type { ToolServerTable } from './table/tool-table.ts';

export type ToolServerRow = Selectable<ToolServerTable>;

const find = readQuery('tool_server.find', (db, a: { id: ToolServerId }) =>
  db.selectFrom('tool_servers').selectAll().where('id', '=', a.id),
);

const list = readQuery('tool_server.list', (db) => db.selectFrom('tool_servers').selectAll().orderBy('name'));

const listEnabled = readQuery('tool_server.list_enabled', (db) =>
  db.selectFrom('tool_servers').selectAll().where('is_enabled', '=', 1).orderBy('name'),
);

export const toolServerReader = {
  find(db: ReadHandle, id: ToolServerId): Promise<ToolServerRow | undefined> {
    return db.first(find, { id });
  },
  /** By name. An admin makes them one by one: there are few. */
  list(db: ReadHandle): Promise<ToolServerRow[]> {
    return db.all(list, {});
  },
  /** Those that are switched on, by name. */
  listEnabled(db: ReadHandle): Promise<ToolServerRow[]> {
    return db.all(listEnabled, {});
  },
};
