import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DIALECTS, openTestStore } from '../../test/database.ts';
import { createId, type UserId } from '../kit/id.ts';
import type { Store } from '../store/open.ts';
import { userWriter } from '../store/user-writer.ts';
import { changeMemory } from './change-memory.ts';
import { createMemory } from './create-memory.ts';
import { deleteMemory } from './delete-memory.ts';
import { findMemories } from './find-memories.ts';
import { listMemories } from './list-memories.ts';

describe.each(DIALECTS)('searching memories on %s', (dialect) => {
  let store: Store & AsyncDisposable;
  let now = 1_000;
  beforeAll(async () => {
    store = await openTestStore(dialect);
  });
  afterAll(() => store[Symbol.asyncDispose]());

  async function person(): Promise<UserId> {
    const id = createId<UserId>();
    await store.transact((tx) =>
      userWriter.insert(tx, {
        id,
        email: `${id}@example.org`,
        display_name: 'Somebody',
        password_hash: null,
        role: 'user',
        status: 'active',
        created_at: now,
        updated_at: now,
      }),
    );
    return id;
  }
  const remember = (owner: UserId, text: string) => {
    now += 1;
    return store.transact((tx) => createMemory(tx, owner, { text, source: 'web', sourceMessageId: null }, now));
  };
  const texts = (rows: { text: string }[]) => rows.map(({ text }) => text);
  const find = async (owner: UserId, query: string) => texts(await findMemories(store.read, owner, query, 10));

  it('finds every word in any order, whatever its case and accents, and the last one by its beginning', async () => {
    const ada = await person();
    await remember(ada, 'Anna’s favourite café is in Zürich');
    await remember(ada, 'The bicycle has 28 inch tubes');
    for (const query of ['cafe anna', 'CAFÉ', 'zurich', 'Anna caf', 'favourite zür']) {
      expect(await find(ada, query), query).toEqual(['Anna’s favourite café is in Zürich']);
    }
    expect(await find(ada, '28 tube')).toEqual(['The bicycle has 28 inch tubes']);
    for (const query of ['caf anna', 'cafe bicycle', 'ubes', '']) expect(await find(ada, query), query).toEqual([]);
  });

  it('finds words of other scripts', async () => {
    const ada = await person();
    for (const text of ['हिन्दी भाषा सीखना', '한국어를 배운다', 'Ελένη μένει στην Αθήνα', 'Это моя тётя'])
      await remember(ada, text);
    expect(await find(ada, 'हिन्दी')).toEqual(['हिन्दी भाषा सीखना']);
    expect(await find(ada, '한국')).toEqual(['한국어를 배운다']);
    expect(await find(ada, 'ΑΘΉΝΑ')).toEqual(['Ελένη μένει στην Αθήνα']);
    expect(await find(ada, 'тётя')).toEqual(['Это моя тётя']);
  });

  it('finds nothing of another person', async () => {
    const [ada, eve] = [await person(), await person()];
    await remember(ada, 'the treasure lies under the oak');
    expect(await find(eve, 'treasure')).toEqual([]);
    expect((await listMemories(store.read, eve, { status: 'kept', query: 'treasure', limit: 10 })).items).toEqual([]);
  });

  it('forgets the old words of what was changed and all of what was deleted', async () => {
    const ada = await person();
    const { id } = await remember(ada, 'likes tea');
    await store.transact((tx) => changeMemory(tx, ada, id, { text: 'likes coffee' }, now));
    expect(await find(ada, 'tea')).toEqual([]);
    expect(await find(ada, 'coffee')).toEqual(['likes coffee']);
    await store.transact((tx) => deleteMemory(tx, ada, id));
    expect(await find(ada, 'coffee')).toEqual([]);
  });

  it('puts the better match first where it ranks, the newer one where it lists', async () => {
    const ada = await person();
    await remember(ada, 'red red bicycle');
    await remember(
      ada,
      'a bicycle, a long list of other things, a car, a boat, a red kite, a house, a garden and a tree',
    );
    const query = 'red bicycle';
    expect((await find(ada, query))[0]).toBe('red red bicycle');
    const { items } = await listMemories(store.read, ada, { status: 'kept', query, limit: 10 });
    expect(items.at(-1)?.text).toBe('red red bicycle');
  });

  it('takes anything as plain words', async () => {
    const ada = await person();
    await remember(ada, 'she said "near" or not');
    expect(await find(ada, '"near"')).toHaveLength(1);
    expect(await find(ada, "near' | 'x")).toEqual([]);
    const syntax = fc.constantFrom(
      '"',
      "'",
      '*',
      ':*',
      '(',
      ')',
      '^',
      '-',
      '!',
      '&',
      '|',
      '<->',
      ' NEAR ',
      ' OR ',
      ' NOT ',
      '\\',
      'text:',
      '\0',
    );
    const query = fc
      .array(fc.oneof(syntax, fc.string({ unit: 'binary' })), { maxLength: 12 })
      .map((parts) => parts.join(''));
    await fc.assert(
      fc.asyncProperty(query, async (typed) => {
        await findMemories(store.read, ada, typed, 10);
      }),
      { numRuns: 200 },
    );
    for (const junk of ['x'.repeat(10_000), 'ab '.repeat(4_000), '"'.repeat(10_000), '😀'.repeat(3_000)]) {
      expect(await find(ada, junk)).toEqual([]);
    }
  });
});
