import type { ToolServerId } from '../kit/id.ts';
import { type WriteHandle, writeQuery } from './query.ts';
import type { ToolServerRow } from './tool-server-reader.ts';

/** A server that has not been asked yet. */
export type NewToolServer = Omit<ToolServerRow, 'tools' | 'allowed_tools' | 'checked_at' | 'error'>;

const insert = writeQuery('tool_server.insert', (db, a: NewToolServer) =>
  db
    .insertInto('tool_servers')
    .values({
      id: a.id,
      name: a.name,
      url: a.url,
      sealed_headers: a.sealed_headers,
      is_enabled: a.is_enabled,
      is_private_allowed: a.is_private_allowed,
      tools: '[]',
      allowed_tools: '[]',
      checked_at: null,
      error: null,
      created_at: a.created_at,
      updated_at: a.updated_at,
    })
    .onConflict((c) => c.column('name').doNothing()),
);

/** Holds the row against other changes until the transaction ends. */
const lock = writeQuery('tool_server.lock', (db, a: { id: ToolServerId; now: number }) =>
  db.updateTable('tool_servers').set({ updated_at: a.now }).where('id', '=', a.id).returningAll(),
);

const update = writeQuery('tool_server.update', (db, a: Omit<ToolServerRow, 'name' | 'created_at'>) =>
  db
    .updateTable('tool_servers')
    .set({
      url: a.url,
      sealed_headers: a.sealed_headers,
      is_enabled: a.is_enabled,
      is_private_allowed: a.is_private_allowed,
      tools: a.tools,
      allowed_tools: a.allowed_tools,
      checked_at: a.checked_at,
      error: a.error,
      updated_at: a.updated_at,
    })
    .where('id', '=', a.id),
);

interface CheckArgs {
  id: ToolServerId;
  /** That was asked: what another one says is not written down for this. */
  url: string;
  /** What it listed, as JSON. */
  tools: string;
  now: number;
}

const noteList = writeQuery('tool_server.note_list', (db, a: CheckArgs) =>
  db
    .updateTable('tool_servers')
    .set({ tools: a.tools, checked_at: a.now, error: null })
    .where('id', '=', a.id)
    .where('url', '=', a.url),
);

const noteError = writeQuery('tool_server.note_error', (db, a: Omit<CheckArgs, 'tools'> & { error: string }) =>
  db
    .updateTable('tool_servers')
    .set({ checked_at: a.now, error: a.error })
    .where('id', '=', a.id)
    .where('url', '=', a.url),
);

const remove = writeQuery('tool_server.remove', (db, a: { id: ToolServerId }) =>
  db.deleteFrom('tool_servers').where('id', '=', a.id),
);

export const toolServerWriter = {
  /** False when the name is taken. */
  async insert(tx: WriteHandle, row: NewToolServer): Promise<boolean> {
    return (await tx.run(insert, row)).changes === 1;
  },
  /** Gives a row that nobody else changes until the transaction ends. */
  async lock(tx: WriteHandle, id: ToolServerId, now: number): Promise<ToolServerRow | undefined> {
    return (await tx.run(lock, { id, now })).rows[0];
  },
  async update(tx: WriteHandle, row: ToolServerRow): Promise<void> {
    await tx.run(update, row);
  },
  /** Keeps what a server listed; nothing happens where it has another address by now. */
  async noteList(tx: WriteHandle, args: CheckArgs): Promise<void> {
    await tx.run(noteList, args);
  },
  /** Keeps what was wrong; the last list stays. */
  async noteError(tx: WriteHandle, args: Omit<CheckArgs, 'tools'> & { error: string }): Promise<void> {
    await tx.run(noteError, args);
  },
  async remove(tx: WriteHandle, id: ToolServerId): Promise<boolean> {
    return (await tx.run(remove, { id })).changes === 1;
  },
};
