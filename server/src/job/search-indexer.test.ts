import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DIALECTS, openTestStore } from '../../test/database.ts';
import { systemClock } from '../kit/clock.ts';
import { type ConversationId, createId, type MessageId, type UserId } from '../kit/id.ts';
import { createLog } from '../log.ts';
import { conversationWriter } from '../store/conversation-writer.ts';
import { messageSearchReader } from '../store/message-search-reader.ts';
import { eraOf, toMatch, toPhrases } from '../store/message-search-term.ts';
import { messageWriter } from '../store/message-writer.ts';
import type { Store } from '../store/open.ts';
import { readQuery } from '../store/query.ts';
import { searchProgressWriter } from '../store/search-progress-writer.ts';
import type { MessageStatus } from '../store/table/chat-table.ts';
import { userWriter } from '../store/user-writer.ts';
import { createSearchIndexer, type SearchIndexer } from './search-indexer.ts';

const countEntries = readQuery('test.search_entries', (db, _: object) =>
  db
    .selectFrom('search_entries')
    .select((eb) => [eb.fn.count<number>('message_id').as('messages'), eb.fn.countAll<number>().as('all')]),
);

describe.each(DIALECTS)('the search index on %s', (dialect) => {
  let store: Store & AsyncDisposable;
  const owner = createId<UserId>();
  const conversationId = createId<ConversationId>();
  const writtenAt = Date.now() - 86_400_000;
  beforeEach(async () => {
    store = await openTestStore(dialect);
    await store.transact(async (tx) => {
      await userWriter.insert(tx, {
        id: owner,
        email: 'ada@example.org',
        display_name: 'Ada',
        password_hash: null,
        role: 'user',
        status: 'active',
        created_at: writtenAt,
        updated_at: writtenAt,
      });
      const none = {
        provider: null,
        model: null,
        system_prompt: null,
        pinned_at: null,
        archived_at: null,
        expires_at: null,
      };
      const title = { title: 'Birds', title_origin: 'person' as const, space: 'default' };
      const times = { created_at: writtenAt, updated_at: writtenAt };
      await conversationWriter.insert(tx, { id: conversationId, user_id: owner, ...title, ...none, ...times });
    });
  });
  afterEach(() => store[Symbol.asyncDispose]());

  const createIndexer = (instance: string, clock = systemClock, isBusy = () => false): SearchIndexer =>
    createSearchIndexer({ store, clock, log: createLog('fatal'), instance, isBusy, random: Math.random });
  const write = (texts: readonly string[], status: MessageStatus = 'complete', ids?: readonly MessageId[]) =>
    store.transact(async (tx) => {
      for (const [i, text] of texts.entries()) {
        const none = { parent_id: null, provider_meta: null, error: null, client_message_id: null, body_hash: null };
        await messageWriter.insert(tx, {
          id: ids?.[i] ?? createId<MessageId>(),
          conversation_id: conversationId,
          user_id: owner,
          role: 'user',
          text,
          status,
          source: 'web',
          ...none,
          created_at: writtenAt,
          updated_at: writtenAt,
        });
      }
    });
  const find = async (query: string) => {
    const match = toMatch({ owner, eras: [eraOf(writtenAt)], phrases: toPhrases(query) });
    const span = { from: 0, before: Number.MAX_SAFE_INTEGER, limit: 10_000 };
    return (await messageSearchReader.findEntries(store.read, owner, match, span)).map(({ message_id }) => message_id);
  };
  async function drain(indexer: SearchIndexer): Promise<number> {
    for (let ticks = 1; ; ticks += 1) if (!(await indexer.tick())) return ticks;
  }

  it('gives thousands that were written at the same moment a place each', async () => {
    await write(Array.from({ length: 600 }, (_, i) => `sparrow ${i}`));
    expect(await drain(createIndexer('one'))).toBeGreaterThan(1);
    expect(new Set(await find('sparrow')).size).toBe(600);
    expect(await find('"sparrow 77"')).toHaveLength(1);
  });

  it('is kept by one of several instances, and taken over from one that stopped', async () => {
    const [one, other] = [createIndexer('one'), createIndexer('other')];
    await write(Array.from({ length: 300 }, (_, i) => `heron ${i} ${'in the reeds '.repeat(20)}`));
    // Who comes second may be told to come again.
    await Promise.allSettled([drain(one), drain(other)]);
    await drain(one);
    await drain(other);
    expect(await store.read.first(countEntries, {})).toEqual({ messages: 300, all: 301 });
    await write(['a late heron']);
    await one.stop();
    await other.stop();
    await drain(other);
    expect(await find('late heron')).toHaveLength(1);
  });

  it('waits for an answer that is being written, and for nobody else', async () => {
    const indexer = createIndexer('one');
    const id = createId<MessageId>();
    await write(['owl begins'], 'streaming', [id]);
    await write(Array.from({ length: 2_100 }, (_, i) => `crow ${i}`));
    await drain(indexer);
    expect(await find('crow')).toHaveLength(2_100);
    expect(await find('owl')).toEqual([]);
    await store.transact((tx) =>
      messageWriter.finish(tx, {
        id,
        owner,
        status: 'complete',
        storedLength: 0,
        tail: 'owl ends',
        providerMeta: null,
        error: null,
        now: writtenAt,
      }),
    );
    await drain(indexer);
    expect(await find('owl ends')).toEqual([id]);
  });

  it('makes nobody wait long while answers are written, nor in the pauses between them', async () => {
    let [nowMs, isBusy] = [0, true];
    const clock = { now: () => Date.now(), monotonic: () => nowMs };
    const indexer = createIndexer('one', clock, () => isBusy);
    await write(Array.from({ length: 300 }, (_, i) => `wren ${i}`));
    async function countIndexed(): Promise<number> {
      const before = (await find('wren')).length;
      await indexer.tick();
      return (await find('wren')).length - before;
    }
    const busy = await countIndexed();
    expect(busy).toBeGreaterThan(0);
    expect(busy).toBeLessThan(50);
    isBusy = false;
    nowMs = 4_999;
    expect(await countIndexed()).toBe(busy);
    nowMs = 5_000;
    expect(await countIndexed()).toBe(300 - 2 * busy);
  });

  it('tells a message from a conversation with the same id', async () => {
    await write(['magpie'], 'complete', [conversationId as string as MessageId]);
    await drain(createIndexer('one'));
    expect(await find('magpie')).toHaveLength(1);
    expect(await find('birds')).toEqual([null]);
  });

  it('finds what came with an old id once it is sent back, and nothing that was deleted', async () => {
    const indexer = createIndexer('one');
    await write(['eagle above']);
    await drain(indexer);
    const old = '01700000-0000-7000-8000-000000000000' as MessageId;
    await write(['eagle below'], 'complete', [old]);
    await store.transact((tx) => searchProgressWriter.rewind(tx));
    await drain(indexer);
    expect(await find('eagle')).toHaveLength(2);
    await store.transact((tx) => conversationWriter.delete(tx, owner, conversationId));
    expect(await find('eagle')).toEqual([]);
    expect(await store.read.first(countEntries, {})).toEqual({ messages: 0, all: 0 });
  });
});
