import { backoffMs, type StreamPace, type StreamRequest } from './open-stream.ts';
import { readFrames } from './read-frame.ts';
import { waitForRetry } from './wait-for-retry.ts';

/** What a device hears of the person's things that change. `connected` may follow a gap: read again what is shown. */
export type Change = { type: 'connected' } | { type: 'changed'; topics: readonly string[] };

interface ChangeContext {
  request(request: StreamRequest): Promise<Response>;
  pace: StreamPace;
  signal: AbortSignal;
  network?: EventTarget | undefined;
}

/** Follows the person's changes over as many connections as it takes, until the signal aborts or the server refuses (signed out). */
export async function* followChanges({ request, pace, signal, network }: ChangeContext): AsyncGenerator<Change> {
  let failures = 0;
  while (!signal.aborted) {
    const connection = new AbortController();
    const abort = () => connection.abort();
    signal.addEventListener('abort', abort);
    let silence = setTimeout(abort, pace.silenceMs);
    const onActivity = () => {
      clearTimeout(silence);
      silence = setTimeout(abort, pace.silenceMs);
    };
    try {
      const headers = { accept: 'text/event-stream' };
      const response = await request({ method: 'GET', path: '/events', headers, signal: connection.signal });
      if (response.status >= 400 && response.status < 500 && response.status !== 429) return;
      if (response.ok && response.body) {
        for await (const { event, data } of readFrames(response.body, onActivity)) {
          failures = 0;
          if (event === 'ready') yield { type: 'connected' };
          if (event === 'change') yield { type: 'changed', topics: topicsIn(data) };
        }
      }
    } catch {
      // Whatever broke the connection, the remedy is to come back.
    } finally {
      clearTimeout(silence);
      signal.removeEventListener('abort', abort);
      connection.abort();
    }
    await waitForRetry(backoffMs(failures, pace), signal, network);
    failures += 1;
  }
}

function topicsIn(data: string): string[] {
  const { topics } = Object(JSON.parse(data));
  return Array.isArray(topics) ? topics.filter((topic) => typeof topic === 'string') : [];
}
