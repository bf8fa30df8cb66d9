import { getRandomValues } from 'expo-crypto';

/** Hermes has no `crypto`; the client makes its ids with it. */
export function installCrypto(): void {
  if (typeof globalThis.crypto?.getRandomValues === 'function') return;
  Object.defineProperty(globalThis, 'crypto', { value: { getRandomValues }, configurable: true });
}
