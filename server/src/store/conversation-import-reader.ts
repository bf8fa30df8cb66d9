import type { Selectable } from 'kysely';
import type { ConversationId, ConversationImportId, MessageId, UserId } from '../kit/id.ts';
import { type ReadHandle, readQuery } from './query.ts';
import type { ConversationImportTable, ImportSource } from './table/import-table.ts';

export type ConversationImportRow = Selectable<ConversationImportTable>;

const find = readQuery('conversation_import.find', (db, a: { owner: UserId; id: ConversationImportId }) =>
  db.selectFrom('conversation_imports').selectAll().where('id', '=', a.id).where('user_id', '=', a.owner),
);

const list = readQuery('conversation_import.list', (db, a: { owner: UserId; before: string; limit: number }) =>
  db
    .selectFrom('conversation_imports')
    .selectAll()
    .where('user_id', '=', a.owner)
    .where('id', '<', a.before as ConversationImportId)
    .orderBy('id', 'desc')
    .limit(a.limit),
);

const findRunning = readQuery('conversation_import.running', (db, a: { owner: UserId }) =>
  db.selectFrom('conversation_imports').select('id').where('user_id', '=', a.owner).where('status', '=', 'running'),
);

const listRunning = readQuery('conversation_import.all_running', (db, _: object) =>
  db.selectFrom('conversation_imports').select('id').where('status', '=', 'running'),
);

const findImported = readQuery(
  'conversation_import.imported',
  (db, a: { owner: UserId; source: ImportSource; sourceId: string }) =>
    db
      .selectFrom('imported_conversations')
      .select('conversation_id')
      .where('user_id', '=', a.owner)
      .where('source', '=', a.source)
      .where('source_id', '=', a.sourceId),
);

const listMessages = readQuery(
  'conversation_import.messages',
  (db, a: { owner: UserId; conversationId: ConversationId }) =>
    db
      .selectFrom('messages')
      .select(['id', 'client_message_id'])
      .where('conversation_id', '=', a.conversationId)
      .where('user_id', '=', a.owner)
      .where('source', '=', 'import'),
);

export const conversationImportReader = {
  find(db: ReadHandle, owner: UserId, id: ConversationImportId): Promise<ConversationImportRow | undefined> {
    return db.first(find, { owner, id });
  },
  /** Newest first, from the one after `before` on. */
  list(db: ReadHandle, owner: UserId, before: string, limit: number): Promise<ConversationImportRow[]> {
    return db.all(list, { owner, before, limit });
  },
  async hasRunning(db: ReadHandle, owner: UserId): Promise<boolean> {
    return (await db.first(findRunning, { owner })) !== undefined;
  },
  /** Everybody's. */
  async listRunning(db: ReadHandle): Promise<ConversationImportId[]> {
    return (await db.all(listRunning, {})).map(({ id }) => id);
  },
  /** What was made of a conversation of the source; it may be deleted since. */
  async findImported(
    db: ReadHandle,
    owner: UserId,
    from: { source: ImportSource; sourceId: string },
  ): Promise<ConversationId | undefined> {
    return (await db.first(findImported, { owner, ...from }))?.conversation_id;
  },
  /** The imported messages of a conversation, by what stands for them at their source. */
  async mapMessages(db: ReadHandle, owner: UserId, conversationId: ConversationId): Promise<Map<string, MessageId>> {
    const rows = await db.all(listMessages, { owner, conversationId });
    return new Map(rows.flatMap(({ id, client_message_id: key }) => (key === null ? [] : [[key, id]])));
  },
};
