import createClient, { type Client } from 'openapi-fetch';
import { type Change, followChanges } from './follow-changes.ts';
import { openStream, type StreamStart } from './open-stream.ts';
import type { paths } from './openapi.d.ts';
import type { StreamRequest } from './stream-connection.ts';
import type { StreamEvent } from './stream-event.ts';
import { DEFAULT_STREAM_PACE, type StreamPace } from './stream-pace.ts';

export interface ApiClientOptions {
  /** The server's origin and path prefix without a slash at its end. */
  baseUrl: string;
  /** How a request leaves: adds who is asking (bearer, or cookie and CSRF header). */
  send(request: Request): Promise<Response>;
  /** Fires `online` when the device has a network again. */
  network?: EventTarget;
  pace?: StreamPace;
}

export interface ApiClient {
  /** The typed routes: `http.GET('/conversations', …)`. */
  http: Client<paths>;
  /** Reads one answer to its end, over as many connections as it takes; see {@link openStream}. */
  openStream(start: StreamStart, signal: AbortSignal): AsyncGenerator<StreamEvent>;
  /** Hears of what changes, until the signal aborts; see {@link followChanges}. */
  followChanges(signal: AbortSignal): AsyncGenerator<Change>;
}

/** The one door to the server, for every client we have. */
export function createApiClient({ baseUrl, send, network, pace = DEFAULT_STREAM_PACE }: ApiClientOptions): ApiClient {
  const request = ({ path, ...init }: StreamRequest) => send(new Request(`${baseUrl}${path}`, init));
  return {
    http: createClient<paths>({ baseUrl, fetch: send }),
    openStream: (start, signal) => openStream(start, { request, pace, signal, network }),
    followChanges: (signal) => followChanges({ request, pace, signal, network }),
  };
}
