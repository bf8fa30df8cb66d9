import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DIALECTS, openTestStore } from '../../test/database.ts';
import { createUser } from '../account/create-user.ts';
import { must } from '../kit/must.ts';
import { notificationReader } from '../store/notification-reader.ts';
import type { Store } from '../store/open.ts';
import { NEWEST_ID } from '../store/page.ts';
import { notify } from './notify.ts';
import { sweepNotifications } from './sweep-notifications.ts';

const DAY_MS = 86_400_000;

describe.each(DIALECTS)('cleaning notifications on %s', (dialect) => {
  let store: Store & AsyncDisposable;
  beforeEach(async () => {
    store = await openTestStore(dialect);
  });
  afterEach(() => store[Symbol.asyncDispose]());

  it('forgets what was told more than 90 days ago, however much that is', async () => {
    const now = 1_000 * DAY_MS;
    const person = { email: 'ada@example.org', displayName: undefined, passwordHash: 'x', role: 'user' as const };
    const { id: owner } = must(await store.transact((tx) => createUser(tx, person, now)), 'a person');
    const tell = (text: string, at: number) =>
      store.transact((tx) =>
        notify(tx, { owner, kind: 'follow_up', text, conversationId: null, causeKey: text, push: false }, at),
      );
    for (let i = 0; i < 501; i += 1) await tell(`old ${i}`, now - 91 * DAY_MS);
    await tell('89 days old', now - 89 * DAY_MS);
    await sweepNotifications({ store, clock: { now: () => now, monotonic: () => 0 } });
    const left = await notificationReader.list(store.read, owner, { before: NEWEST_ID, limit: 100 });
    expect(left.map(({ text }) => text)).toEqual(['89 days old']);
  });
});
