import type { UserId } from '../kit/id.ts';
import type { Store } from './open.ts';
import type { WriteHandle, WriteQuery } from './query.ts';

/** What of a person's things may change, in the words of the routes that list them. */
export const TOPICS = [
  'conversations',
  'messages',
  'windows',
  'preferences',
  'memories',
  'agent_events',
  'follow_ups',
  'notifications',
  'omi',
] as const;

export type Topic = (typeof TOPICS)[number];

/** By the noun with which the names of its queries begin. */
const TOPIC_OF: Readonly<Record<string, Topic>> = {
  conversation: 'conversations',
  message: 'messages',
  summary: 'conversations',
  window: 'windows',
  preference: 'preferences',
  memory: 'memories',
  agent_event: 'agent_events',
  follow_up: 'follow_ups',
  notification: 'notifications',
  omi_link: 'omi',
  utterance: 'omi',
  transcript: 'omi',
  speech: 'omi',
};

/** Wants to know what was written, once it is durable. */
export interface WriteWatcher {
  /** Whether anybody cares for what changes of a person's things. */
  isWatched(owner: UserId): boolean;
  wrote(owner: UserId, topics: ReadonlySet<Topic>): void;
}

/**
 * Tells a watcher which of a person's things every committed transaction wrote, from the names of its queries and the owner in their arguments.
 * So nothing that writes has to remember to say so. What nobody watches costs a look into a map.
 */
export function watchWrites(store: Store, watcher: WriteWatcher): Store {
  return {
    dialect: store.dialect,
    read: store.read,
    close: () => store.close(),
    async transact<T>(job: (tx: WriteHandle) => Promise<T>): Promise<T> {
      const written = new Map<UserId, Set<Topic>>();
      const result = await store.transact((tx) => job(listen(tx, watcher, written)));
      for (const [owner, topics] of written) watcher.wrote(owner, topics);
      return result;
    },
  };
}

function listen(tx: WriteHandle, watcher: WriteWatcher, written: Map<UserId, Set<Topic>>): WriteHandle {
  const note = <Args, Row>(query: WriteQuery<Args, Row>, args: Args) => {
    const topic = TOPIC_OF[query.name.slice(0, query.name.indexOf('.'))];
    const owner = topic && ownerIn(args);
    if (!topic || !owner || !watcher.isWatched(owner)) return;
    written.set(owner, (written.get(owner) ?? new Set()).add(topic));
  };
  return {
    all: (query, args) => tx.all(query, args),
    first: (query, args) => tx.first(query, args),
    run(query, args) {
      note(query, args);
      return tx.run(query, args);
    },
    runEach(query, list) {
      for (const args of list) note(query, args);
      return tx.runEach(query, list);
    },
  };
}

function ownerIn(args: unknown): UserId | undefined {
  if (typeof args !== 'object' || args === null) return undefined;
  if ('owner' in args) return args.owner as UserId;
  return 'user_id' in args ? (args.user_id as UserId) : undefined;
}
