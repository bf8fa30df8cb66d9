import type { ConversationId, ConversationImportId, UserId } from '../kit/id.ts';
import { type WriteHandle, writeQuery } from './query.ts';
import type { ConversationImportStatus, ImportSource } from './table/import-table.ts';

interface NewImport {
  id: ConversationImportId;
  owner: UserId;
  bytes: number;
  now: number;
}

const insert = writeQuery('conversation_import.insert', (db, a: NewImport) =>
  db
    .insertInto('conversation_imports')
    .values({
      id: a.id,
      user_id: a.owner,
      status: 'running',
      bytes: a.bytes,
      bytes_read: 0,
      imported: 0,
      updated: 0,
      skipped: 0,
      failed: 0,
      messages: 0,
      failures: '[]',
      created_at: a.now,
      updated_at: a.now,
    })
    .onConflict((c) => c.doNothing()),
);

/** How far an import is. */
export interface ImportProgress {
  source: ImportSource | null;
  bytesRead: number;
  imported: number;
  updated: number;
  skipped: number;
  failed: number;
  messages: number;
  /** JSON. */
  failures: string;
}

const advance = writeQuery(
  'conversation_import.advance',
  (db, a: ImportProgress & { owner: UserId; id: ConversationImportId; now: number }) =>
    db
      .updateTable('conversation_imports')
      .set({
        source: a.source,
        bytes_read: a.bytesRead,
        imported: a.imported,
        updated: a.updated,
        skipped: a.skipped,
        failed: a.failed,
        messages: a.messages,
        failures: a.failures,
        updated_at: a.now,
      })
      .where('id', '=', a.id)
      .where('user_id', '=', a.owner)
      .where('status', '=', 'running'),
);

interface End {
  owner: UserId;
  id: ConversationImportId;
  status: Exclude<ConversationImportStatus, 'running'>;
  /** Why it failed. */
  error: string | null;
  now: number;
}

const end = writeQuery('conversation_import.end', (db, a: End) =>
  db
    .updateTable('conversation_imports')
    .set({ status: a.status, error: a.error, updated_at: a.now })
    .where('id', '=', a.id)
    .where('user_id', '=', a.owner)
    .where('status', '=', 'running'),
);

interface Remembered {
  owner: UserId;
  source: ImportSource;
  sourceId: string;
  conversationId: ConversationId;
  now: number;
}

const remember = writeQuery('conversation_import.remember', (db, a: Remembered) =>
  db
    .insertInto('imported_conversations')
    .values({
      user_id: a.owner,
      source: a.source,
      source_id: a.sourceId,
      conversation_id: a.conversationId,
      created_at: a.now,
    })
    .onConflict((c) => c.doNothing()),
);

export const conversationImportWriter = {
  /** Tells whether it began: not while the person has another one under way. */
  async insert(tx: WriteHandle, row: NewImport): Promise<boolean> {
    return (await tx.run(insert, row)).changes === 1;
  },
  /** Writes down how far it is; false when it has ended. */
  async advance(
    tx: WriteHandle,
    of: { owner: UserId; id: ConversationImportId; now: number },
    progress: ImportProgress,
  ): Promise<boolean> {
    return (await tx.run(advance, { ...of, ...progress })).changes === 1;
  },
  /** Ends it; false when it has ended before. */
  async end(tx: WriteHandle, how: End): Promise<boolean> {
    return (await tx.run(end, how)).changes === 1;
  },
  /** Remembers what a conversation of the source became; false when it is known already. */
  async remember(tx: WriteHandle, what: Remembered): Promise<boolean> {
    return (await tx.run(remember, what)).changes === 1;
  },
};
