import type { NetworkSignal } from './network-signal.ts';

/** Waits until `delayMs` are over, the signal aborts, or `network` says `online`, whichever is first. Never rejects. */
export function waitForRetry(delayMs: number, signal: AbortSignal, network: NetworkSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      network?.removeEventListener('online', done);
      resolve();
    };
    const timer = setTimeout(done, delayMs);
    signal.addEventListener('abort', done);
    network?.addEventListener('online', done);
  });
}
