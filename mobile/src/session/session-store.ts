import { createStore, type StoreApi } from 'zustand/vanilla';
import { acceptKeptSession } from './accept-kept-session.ts';
import { foldSession, OPENING, type Session, type SessionEvent, toKept } from './session.ts';

/** A place for secrets. */
export interface Vault {
  read(key: string): Promise<string | null>;
  /** `null` removes it. */
  write(key: string, value: string | null): Promise<void>;
}

export interface SessionStore {
  state: StoreApi<Session>;
  tell(event: SessionEvent): void;
  /** Reads what was kept. To be called once, at the start. */
  open(): Promise<void>;
  /** Resolves when everything so far is kept. */
  settled(): Promise<void>;
}

const KEY = 'omniai.session';

/** The session of this phone, kept in its vault. */
export function createSessionStore(vault: Vault): SessionStore {
  const state = createStore<Session>(() => OPENING);
  // One after the other, so that the last word is the one that stays.
  let writing = Promise.resolve();
  const tell = (event: SessionEvent) => {
    const before = state.getState();
    const after = foldSession(before, event);
    if (after === before) return;
    state.setState(after, true);
    if (event.type === 'opened') return;
    const kept = toKept(after);
    const write = () => vault.write(KEY, kept && JSON.stringify(kept));
    // A vault that refuses costs the person a sign-in at the next start; the session goes on.
    writing = writing.then(write).catch(() => undefined);
  };
  return {
    state,
    tell,
    async open() {
      const json = await vault.read(KEY).catch(() => null);
      tell({ type: 'opened', kept: acceptKeptSession(json) });
    },
    settled: () => writing,
  };
}
