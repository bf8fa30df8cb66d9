import { createStore, type StoreApi } from 'zustand/vanilla';
import { acceptOutgoing } from './accept-outgoing.ts';
import { foldOutgoing, type Outgoing, type OutgoingEvent } from './outgoing.ts';
import type { Vault } from './session-store.ts';

export interface OutgoingStore {
  state: StoreApi<readonly Outgoing[]>;
  tell(event: OutgoingEvent): void;
  /** Reads what was left by an earlier start. */
  open(): Promise<void>;
  /** Resolves when everything so far is kept. */
  settled(): Promise<void>;
}

/** The messages on their way, kept on the phone. @param key under which those of this account are kept */
export function createOutgoingStore(storage: Vault, key: string): OutgoingStore {
  const state = createStore<readonly Outgoing[]>(() => []);
  let writing = Promise.resolve();
  const tell = (event: OutgoingEvent) => {
    const queue = foldOutgoing(state.getState(), event);
    state.setState(queue, true);
    const write = () => storage.write(key, queue.length === 0 ? null : JSON.stringify(queue));
    // Full storage: the messages are sent all the same, as long as the app is not ended before.
    writing = writing.then(write).catch(() => undefined);
  };
  return {
    state,
    tell,
    async open() {
      const kept = await storage.read(key).catch(() => null);
      tell({ type: 'opened', kept: acceptOutgoing(kept) });
    },
    settled: () => writing,
  };
}
