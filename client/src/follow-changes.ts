import { openConnection, type StreamContext } from './stream-connection.ts';
import { backoffMs } from './stream-pace.ts';
import { waitForRetry } from './wait-for-retry.ts';

/** What a device hears of the person's things that change. `connected` may follow a gap: read again what is shown. */
export type Change = { type: 'connected' } | { type: 'changed'; topics: readonly string[] };

const EVENTS = { method: 'GET', path: '/events', headers: { accept: 'text/event-stream' } } as const;

/** Follows the person's changes over as many connections as it takes, until the signal aborts or the server refuses (signed out). */
export async function* followChanges(context: StreamContext): AsyncGenerator<Change> {
  const { pace, signal, network } = context;
  let failures = 0;
  while (!signal.aborted) {
    try {
      for await (const part of openConnection(EVENTS, context)) {
        if ('response' in part) {
          if (isRefused(part.response)) return;
          continue;
        }
        failures = 0;
        const { event, data } = part.frame;
        if (event === 'ready') yield { type: 'connected' };
        if (event === 'change') yield { type: 'changed', topics: topicsIn(data) };
      }
    } catch {
      // Whatever broke the connection, the remedy is to come back.
    }
    await waitForRetry(backoffMs(failures, pace), signal, network);
    failures += 1;
  }
}

function isRefused({ status }: Response): boolean {
  return status >= 400 && status < 500 && status !== 429;
}

function topicsIn(data: string): string[] {
  const { topics } = Object(JSON.parse(data));
  return Array.isArray(topics) ? topics.filter((topic) => typeof topic === 'string') : [];
}
