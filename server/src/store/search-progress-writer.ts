import { sql } from 'kysely';
import type { ConversationId, UserId } from '../kit/id.ts';
import { boundWaits, insertTerms } from './dialect/message-index.ts';
import { toTsvector } from './message-search-term.ts';
import { readQuery, type WriteHandle, writeQuery } from './query.ts';

interface ClaimArgs {
  instance: string;
  seen: string;
  to: string;
  leaseMs: number;
}

const bound = readQuery('search_progress.bound_waits', (db, _: object) => ({
  compile: () => boundWaits(db).compile(db),
}));

/** One winner among the instances; nothing where the walk was sent back meanwhile. */
const claim = writeQuery('search_progress.claim', (db, a: ClaimArgs) =>
  db
    .updateTable('search_progress')
    .set({ owner: a.instance, indexed_to: a.to, lease_expires_at: sql`now_ms() + cast(${a.leaseMs} as integer)` })
    .where('id', '=', 1)
    .where('indexed_to', '=', a.seen)
    .where((eb) => eb.or([eb('owner', '=', a.instance), eb('lease_expires_at', '<=', sql<number>`now_ms()`)])),
);

const release = writeQuery('search_progress.release', (db, _: object) =>
  db.updateTable('search_progress').set({ lease_expires_at: 0 }).where('id', '=', 1),
);

const releaseOwn = writeQuery('search_progress.release_own', (db, a: { instance: string }) =>
  db.updateTable('search_progress').set({ lease_expires_at: 0 }).where('id', '=', 1).where('owner', '=', a.instance),
);

const rewind = writeQuery('search_progress.rewind', (db, _: object) =>
  db.updateTable('search_progress').set({ indexed_to: '' }).where('id', '=', 1),
);

/** A place in the index. */
export interface NewEntry {
  key: number;
  kind: 'message' | 'title';
  /** Of the message, or of the conversation whose title it is. */
  id: string;
}

/** Of a key that is taken, and of what is gone or in the index, nothing is inserted. */
const defineInsert = (kind: NewEntry['kind'], table: 'messages' | 'conversations') =>
  writeQuery(`search_progress.insert_${kind}`, (db, a: Pick<NewEntry, 'key' | 'id'>) =>
    db
      .insertInto('search_entries')
      .columns(['short_key', kind === 'message' ? 'message_id' : 'conversation_id'])
      .expression(
        db
          .selectFrom(table)
          .select([sql<number>`cast(${a.key} as bigint)`.as('short_key'), 'id'])
          .where(sql.ref('id'), '=', a.id),
      )
      .onConflict((c) => c.doNothing()),
  );

const insertByKind = { message: defineInsert('message', 'messages'), title: defineInsert('title', 'conversations') };

const removeTitle = writeQuery('search_progress.remove_title', (db, a: { id: ConversationId }) =>
  db.deleteFrom('search_entries').where('conversation_id', '=', a.id),
);

const freshen = writeQuery('search_progress.freshen', (db, a: { id: ConversationId }) =>
  db.deleteFrom('stale_titles').where('conversation_id', '=', a.id),
);

const insertEra = writeQuery('search_progress.insert_era', (db, a: { owner: UserId; era: string }) =>
  db
    .insertInto('search_eras')
    .columns(['user_id', 'era'])
    .expression(
      db
        .selectFrom('users')
        .select(['id', sql<string>`cast(${a.era} as text)`.as('era')])
        .where('id', '=', a.owner),
    )
    .onConflict((c) => c.doNothing()),
);

const insertTermsOf = writeQuery(
  'search_progress.insert_terms',
  (db, a: { key: number; fts5: string; tsvector: string }) => ({ compile: () => insertTerms(db, a).compile(db) }),
);

/** What each database takes is made when it asks: never both. */
class EntryTerms {
  readonly key: number;
  readonly #terms: readonly string[];

  constructor(key: number, terms: readonly string[]) {
    this.key = key;
    this.#terms = terms;
  }

  get fts5(): string {
    return this.#terms.join(' ');
  }

  get tsvector(): string {
    return toTsvector(this.#terms);
  }
}

export const searchProgressWriter = {
  /** Holds the index for this transaction and a while longer, and writes down how far it is; false where somebody else does. */
  async claim(tx: WriteHandle, args: ClaimArgs): Promise<boolean> {
    await tx.all(bound, {});
    return (await tx.run(claim, args)).changes === 1;
  },
  /** Lets go of the index, whoever holds it. */
  async release(tx: WriteHandle): Promise<void> {
    await tx.run(release, {});
  },
  async releaseOwn(tx: WriteHandle, instance: string): Promise<void> {
    await tx.run(releaseOwn, { instance });
  },
  /** Lets the index look at every message again, because some came whose ids are not new. */
  async rewind(tx: WriteHandle): Promise<void> {
    await tx.run(rewind, {});
  },
  /** Adds entries under their keys and gives those that were added: not those whose key is taken. */
  async insertEntries<Entry extends NewEntry>(tx: WriteHandle, list: readonly Entry[]): Promise<Entry[]> {
    const added: Entry[] = [];
    for (const [kind, query] of Object.entries(insertByKind)) {
      const some = list.filter((entry) => entry.kind === kind);
      const changes = await tx.runEach(
        query,
        some.map(({ key, id }) => ({ key, id })),
      );
      added.push(...some.filter((_, i) => changes[i] === 1));
    }
    return added;
  },
  /** Forgets the titles that the index knows of these conversations, and that they are stale. */
  async removeTitles(tx: WriteHandle, ids: readonly ConversationId[]): Promise<void> {
    const list = ids.map((id) => ({ id }));
    await tx.runEach(removeTitle, list);
    await tx.runEach(freshen, list);
  },
  async insertTerms(tx: WriteHandle, list: readonly { key: number; terms: readonly string[] }[]): Promise<void> {
    await tx.runEach(
      insertTermsOf,
      list.map(({ key, terms }) => new EntryTerms(key, terms)),
    );
  },
  async insertEras(tx: WriteHandle, list: readonly { owner: UserId; era: string }[]): Promise<void> {
    await tx.runEach(insertEra, list);
  },
};
