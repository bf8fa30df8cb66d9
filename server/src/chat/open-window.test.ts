import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DIALECTS, openTestStore } from '../../test/database.ts';
import { listWindows } from '../context/list-windows.ts';
import { createId, type UserId } from '../kit/id.ts';
import type { Store } from '../store/open.ts';
import { userWriter } from '../store/user-writer.ts';
import { openWindow } from './open-window.ts';

describe.each(DIALECTS)('opening a window on %s', (dialect) => {
  let store: Store & AsyncDisposable;
  beforeAll(async () => {
    store = await openTestStore(dialect);
  });
  afterAll(() => store[Symbol.asyncDispose]());

  it('makes one conversation however many open it for the first time at once', async () => {
    const id = createId<UserId>();
    const person = { id, email: 'ada@example.org', display_name: 'Ada', password_hash: null } as const;
    await store.transact((tx) =>
      userWriter.insert(tx, { ...person, role: 'user', status: 'active', created_at: 1, updated_at: 1 }),
    );
    const opened = await Promise.all(
      Array.from({ length: 8 }, (_, i) => store.transact((tx) => openWindow(tx, id, 1 + (i % 2), 1))),
    );
    const windows = await listWindows(store.read, id);
    expect(new Set(opened.map((conversation) => conversation.id)).size).toBe(2);
    expect(windows.map(({ conversation_id }) => conversation_id)).toEqual([
      opened[0]?.id,
      opened[1]?.id,
      null,
      null,
      null,
    ]);
  });
});
