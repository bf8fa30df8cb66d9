import type { EventSourceMessage } from 'eventsource-parser';
import type { NetworkSignal } from './network-signal.ts';
import { readFrames } from './read-frame.ts';
import type { StreamPace } from './stream-pace.ts';

/** One request of a stream; the transport adds the server's address and who is asking. */
export interface StreamRequest {
  method: 'GET' | 'POST';
  path: string;
  headers: Record<string, string>;
  body?: string;
  signal: AbortSignal;
}

/** What it takes to read a stream of the server, over as many connections as it takes. */
export interface StreamContext {
  request(request: StreamRequest): Promise<Response>;
  pace: StreamPace;
  signal: AbortSignal;
  network?: NetworkSignal | undefined;
}

/** What a connection gives: the server's answer first, then its frames where the answer is a stream. */
type ConnectionPart = { response: Response } | { frame: EventSourceMessage };

/**
 * Makes one connection and reads it to its end. It is closed when it is silent for too long, when the network is lost, when the
 * caller's signal aborts, and when the caller stops.
 * @throws whatever breaks it
 */
export async function* openConnection(
  what: Omit<StreamRequest, 'signal'>,
  { request, pace, signal, network }: StreamContext,
): AsyncGenerator<ConnectionPart> {
  const connection = new AbortController();
  const abort = () => connection.abort();
  signal.addEventListener('abort', abort);
  network?.addEventListener('lost', abort);
  let silence = setTimeout(abort, pace.silenceMs);
  const onActivity = () => {
    clearTimeout(silence);
    silence = setTimeout(abort, pace.silenceMs);
  };
  try {
    const response = await request({ ...what, signal: connection.signal });
    yield { response };
    if (!response.ok || !response.body) return;
    for await (const frame of readFrames(response.body, onActivity)) yield { frame };
  } finally {
    clearTimeout(silence);
    signal.removeEventListener('abort', abort);
    network?.removeEventListener('lost', abort);
    abort();
  }
}
