import { type OmiStandIn, startOmiStandIn } from '../../../../../e2e/omi/start-omi-stand-in.ts';
import { type Dialect, openTestStore } from '../../../../test/database.ts';
import { createUser } from '../../../account/create-user.ts';
import { changePreferences, type PreferenceChange } from '../../../context/change-preferences.ts';
import { createDeliverFollowUp } from '../../../context/deliver-follow-up.ts';
import { createTellDueTask } from '../../../context/due-task.ts';
import { listNotifications } from '../../../context/list-notifications.ts';
import { type News, notify } from '../../../context/notify.ts';
import { createOutboxWorker } from '../../../job/outbox-worker.ts';
import { createId, type LinkId, type UserId, type UtteranceId } from '../../../kit/id.ts';
import { must } from '../../../kit/must.ts';
import { createLog } from '../../../log.ts';
import { omiLinkWriter } from '../../../store/omi-link-writer.ts';
import type { Store } from '../../../store/open.ts';
import { readQuery, type WriteHandle, writeQuery } from '../../../store/query.ts';
import { createOmiClient } from '../../client/omi-client.ts';
import { queueAnswer } from '../queue-answer.ts';
import { createSendNotification } from '../send-notification.ts';

const listOutbox = readQuery('test.push_road_outbox', (db, _: Record<string, never>) =>
  db.selectFrom('outbox').select(['kind', 'status']).orderBy('id'),
);

/** With everything that is theirs. */
const removePeople = writeQuery('test.push_road_remove_people', (db, _: Record<string, never>) =>
  db.deleteFrom('users'),
);

const FIRST_INSTANT = Date.parse('2026-05-01T12:00:00Z');

/** Somebody linked with an Omi user, the outbox that works for them, and the Omi stand-in that is pushed to. */
export interface PushRoad extends AsyncDisposable {
  store: Store;
  omi: OmiStandIn;
  readonly owner: UserId;
  readonly link: { id: LinkId; user_id: UserId; omi_user_id: string };
  /** Begins anew, with somebody else and at the first instant: making a database for each test takes most of its time. */
  renew(): Promise<void>;
  now(): number;
  setNow(iso: string): void;
  /** Moves the clock and lets the outbox do what is due, until nothing is. */
  pass(ms: number): Promise<void>;
  transact<T>(job: (tx: WriteHandle) => Promise<T>): Promise<T>;
  prefer(change: PreferenceChange): Promise<void>;
  /** Tells them something that is due at once, with a cause of its own. */
  tell(text: string, news?: Partial<News>): Promise<boolean>;
  /** Answers something they said. */
  answer(text: string): Promise<void>;
  /** What was pushed to them, oldest first. */
  pushed(): string[];
  /** Their notifications as `channel status text`, oldest first; with the reason behind it where there is one. */
  told(): Promise<string[]>;
  /** Kind and status of everything that was queued. */
  queued(): Promise<string[]>;
  /** Another outbox worker on the same database. */
  createWorker(instance: string): ReturnType<typeof createOutboxWorker>;
}

/** @param options `hasApp`: whether an Omi app is configured */
export async function startPushRoad(dialect: Dialect, { hasApp = true } = {}): Promise<PushRoad> {
  const store = await openTestStore(dialect);
  let nowMs = FIRST_INSTANT;
  const clock = { now: () => nowMs, monotonic: () => nowMs };
  const omi = await startOmiStandIn({ now: clock.now });
  const client = createOmiClient({ appId: omi.app.id, appSecret: omi.app.apiKey, apiBaseUrl: omi.url });
  const send = createSendNotification({ store, clock, client: hasApp ? client : undefined });
  const createWorker = (instance: string) =>
    createOutboxWorker({
      store,
      clock,
      log: createLog('silent'),
      instance,
      handlers: new Map([
        ['omi_notification', send],
        ['omi_push', send],
        ['follow_up', createDeliverFollowUp({ store, clock })],
        ['task_due', createTellDueTask({ store, clock })],
      ]),
      random: () => 0.5,
    });
  const worker = createWorker('test');
  let people = 0;
  const begin = async () => {
    people += 1;
    nowMs = FIRST_INSTANT;
    const uid = `u${people}`;
    omi.app.enabledUids.add(uid);
    omi.setFault(undefined);
    return store.transact(async (tx) => {
      await tx.run(removePeople, {});
      return linkSomebody(tx, uid, nowMs);
    });
  };
  let link = await begin();
  return {
    store,
    omi,
    get owner() {
      return link.user_id;
    },
    get link() {
      return link;
    },
    async renew() {
      link = await begin();
    },
    createWorker,
    now: clock.now,
    setNow(iso) {
      nowMs = Date.parse(iso);
    },
    async pass(ms) {
      nowMs += ms;
      while ((await worker.tick()) > 0);
    },
    transact: (job) => store.transact(job),
    prefer: async (change) => void (await store.transact((tx) => changePreferences(tx, link.user_id, change, nowMs))),
    tell(text, news = {}) {
      const cause = {
        owner: link.user_id,
        kind: 'task_due',
        text,
        conversationId: null,
        causeKey: createId<string>(),
        push: true,
      } as const;
      return store.transact((tx) => notify(tx, { ...cause, ...news }, nowMs));
    },
    answer: (text) =>
      store.transact((tx) =>
        queueAnswer(
          tx,
          { owner: link.user_id, linkId: link.id, questionId: createId<UtteranceId>(), content: { text } },
          nowMs,
        ),
      ),
    pushed: () => omi.notifications.filter(({ uid }) => uid === link.omi_user_id).map(({ message }) => message),
    async told() {
      const { items } = await listNotifications(store.read, link.user_id, { limit: 100 });
      return items
        .reverse()
        .map(({ channel, status, text, reason }) =>
          [channel, status, text, reason].filter((part) => part !== null).join(' '),
        );
    },
    queued: async () => (await store.read.all(listOutbox, {})).map(({ kind, status }) => `${kind} ${status}`),
    async [Symbol.asyncDispose]() {
      await client.close();
      await omi.stop();
      await store[Symbol.asyncDispose]();
    },
  };
}

async function linkSomebody(tx: WriteHandle, uid: string, now: number) {
  const person = { email: 'ada@example.org', displayName: undefined, passwordHash: '', role: 'user' } as const;
  const { id } = must(await createUser(tx, person, now), 'the person');
  return linkOmiUser(tx, id, uid, now);
}

/** Links a person with an Omi user, without any codes. */
export async function linkOmiUser(tx: WriteHandle, owner: UserId, uid: string, now: number) {
  const link = { id: createId<LinkId>(), user_id: owner, omi_user_id: uid };
  const codes = { push_code_hash: 'x', spoken_code_hash: 'x', code_expires_at: now + 1 };
  await omiLinkWriter.putPending(tx, { ...link, ...codes, created_at: now });
  await omiLinkWriter.activate(tx, { id: link.id, omiUserId: uid, tokenHash: null, now });
  return link;
}
