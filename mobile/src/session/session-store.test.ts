import { expect, it } from 'vitest';
import { createSessionStore, type Vault } from './session-store.ts';

function createVault(): Vault & { kept: Map<string, string> } {
  const kept = new Map<string, string>();
  return {
    kept,
    read: async (key) => kept.get(key) ?? null,
    async write(key, value) {
      if (value === null) kept.delete(key);
      else kept.set(key, value);
    },
  };
}

const server = 'https://chat.example.org';
const entered = {
  type: 'entered',
  server,
  token: 't1',
  account: { id: 'u1', email: 'ada@example.org', name: 'Ada' },
} as const;

it('finds the session again at the next start, and no token after a sign-out', async () => {
  const vault = createVault();
  const first = createSessionStore(vault);
  await first.open();
  first.tell({ type: 'server_chosen', server });
  first.tell(entered);
  await first.settled();
  const second = createSessionStore(vault);
  await second.open();
  expect(second.state.getState()).toEqual(first.state.getState());
  second.tell({ type: 'left' });
  await second.settled();
  expect([...vault.kept.values()].join()).not.toContain('t1');
  const third = createSessionStore(vault);
  await third.open();
  expect(third.state.getState()).toEqual({ phase: 'signed_out', server, hasEnded: false });
});

it('opens where the vault cannot be read, and goes on where it cannot be written', async () => {
  const refuse = () => Promise.reject(new Error('locked'));
  const store = createSessionStore({ read: refuse, write: refuse });
  await store.open();
  store.tell({ type: 'server_chosen', server });
  store.tell(entered);
  await store.settled();
  expect(store.state.getState().phase).toBe('signed_in');
});
